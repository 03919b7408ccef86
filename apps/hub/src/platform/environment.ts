import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartupProblem } from './startup-problem.ts';

const noPort = 'must be a number from 0 to 65535';
const port = z.coerce.number(noPort).int(noPort).min(0, noPort).max(65535, noPort);
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const shape = z.object({
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  PORT: port.default(3000).describe('Port to listen on.'),
  PUBLIC_URL: optional(
    z
      .url({ protocol: /^https?$/, abort: true })
      .refine(
        (url) => /^\/?$/.test(new URL(url).pathname + new URL(url).search),
        'must end after the host: a hub has no path',
      ),
  ).describe(
    'Where people reach the hub, such as https://hub.example.org, without a path. Cookies, origin checks and links in mails and calendars follow it. Default: http://localhost:PORT.',
  ),
  HUB_NAME: z
    .string()
    .min(1)
    .max(60)
    .default('Hubwerk')
    .describe('What this hub is called in its header, mails and calendars.'),
  HUB_ZONE: z
    .string()
    .default('Europe/Berlin')
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'is no time zone')
    .describe("The hub's own time zone, used where a programme names none."),
  HUB_DATA_DIR: z
    .string()
    .default('.hubwerk/data')
    .describe('Folder for the embedded database, uploaded files and secrets.'),
  HUB_SECRET: optional(z.string().min(32)).describe(
    'Signs cookies and secret links; at least 32 characters. Default: made once and kept in HUB_DATA_DIR.',
  ),
  HUB_DEMO: optional(z.enum(['on', 'off'])).describe(
    'Demo content and one-click sign-in from this machine: on, off, or (default) on for a new embedded database without PUBLIC_URL.',
  ),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')).describe(
    'PostgreSQL 15 or newer, such as postgres://user:password@host/hubwerk. Default: an embedded server in HUB_DATA_DIR.',
  ),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, 'must begin with redis://')).describe(
    'Redis or Valkey. Needed as soon as two hubs share one database.',
  ),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')).describe(
    'Mail server, such as smtps://user:password@mail.example.org. Without it mails stay in the outbox that admins read in the hub.',
  ),
  MAIL_FROM: z.string().default('Hubwerk <hub@localhost>').describe('Sender of mails.'),
  STORAGE_URL: optional(z.string().regex(/^s3:\/\//, 'must begin with s3://')).describe(
    'S3 storage for files, such as s3://key:secret@host/bucket?region=eu-central-1 (with &tls=off over plain HTTP). Default: a folder in HUB_DATA_DIR.',
  ),
  MEDIA_ANNOUNCED_ADDRESS: optional(z.string()).describe(
    'Address browsers send audio and video to. Default: every address of this machine.',
  ),
  MEDIA_PORTS: z
    .string()
    .regex(/^\d+-\d+$/, 'must be a range such as 20000-20100')
    .default('20000-20100')
    .describe('UDP and TCP ports for audio and video; one per media worker is used. Keep below 32768.'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .refine((list) => addressesOf(list).every(isAddress), 'must be addresses or networks, not names')
    .describe('Addresses or networks of reverse proxies in front, separated by commas, such as 10.0.0.0/8.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
});

export type Environment = Omit<
  z.output<typeof shape>,
  'PUBLIC_URL' | 'MEDIA_PORTS' | 'TRUSTED_PROXIES' | 'HUB_DATA_DIR'
> & {
  /** Origin without a trailing slash. */
  PUBLIC_URL: string;
  /** Whether PUBLIC_URL was set, so others are meant to reach this hub. */
  publicUrlSet: boolean;
  MEDIA_PORTS: { min: number; max: number };
  TRUSTED_PROXIES: string[];
  HUB_DATA_DIR: string;
  /** Why live video is off, when the start found out that there is no media worker. */
  HUB_MEDIA_OFF: string | undefined;
};

/** Reads and checks the environment. @throws StartupProblem that names every wrong variable. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = shape.safeParse(variables);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new StartupProblem(`The environment is wrong: ${wrong.join('; ')}.`);
  }
  const { data } = parsed;
  const [min = 0, max = 0] = data.MEDIA_PORTS.split('-').map(Number);
  if (min < 1 || max > 65535 || min > max)
    throw new StartupProblem('The environment is wrong: MEDIA_PORTS is no range of ports.');
  return {
    ...data,
    PUBLIC_URL: new URL(data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).origin,
    publicUrlSet: data.PUBLIC_URL !== undefined,
    MEDIA_PORTS: { min, max },
    TRUSTED_PROXIES: addressesOf(data.TRUSTED_PROXIES),
    HUB_DATA_DIR: resolve(data.HUB_DATA_DIR),
    HUB_MEDIA_OFF: variables['HUB_MEDIA_OFF'],
  };
}

function addressesOf(list: string): string[] {
  return list
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
}

function isAddress(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (!version || more.length) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** The text of `.env.example`: every variable with its meaning and default. */
export function environmentExample(): string {
  const lines = [
    '# Every setting of the hub. All are optional; `npm start` reads a file named .env beside package.json.',
    '',
  ];
  for (const [name, field] of Object.entries(shape.shape)) {
    const standard = field.safeParse(undefined);
    lines.push(`# ${field.description ?? ''}`, `#${name}=${standard.success ? (standard.data ?? '') : ''}`, '');
  }
  return lines.join('\n');
}
