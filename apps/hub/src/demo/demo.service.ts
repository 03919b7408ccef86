import { Inject, Injectable } from '@nestjs/common';
import type { demoRoutes, RouteInput } from '@hubwerk/contracts';
import { z } from 'zod';
import { Database } from '../database/database.ts';
import { filesRemoved } from '../files/files.announcements.ts';
import { DemoOffer } from '../identity/demo-offer.service.ts';
import { GrantService } from '../identity/grant.service.ts';
import { SignInService } from '../identity/sign-in.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import type { Environment } from '../platform/environment.ts';
import type { Exchange } from '../platform/http/handles.decorator.ts';
import { isNear } from '../platform/http/is-near.ts';
import { notFound } from '../platform/hub-error.ts';
import { Log } from '../platform/log.ts';
import { Settings } from '../platform/settings.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';
import { DemoBroadcast } from './demo-broadcast.ts';
import { arrive, type PersonAtHub } from './demo-people-at-hub.ts';
import { demoEvents, demoWeek } from './demo-events.ts';
import { demoPeople } from './demo-people.ts';
import { DemoRepository } from './demo.repository.ts';
import { seedDemo } from './seed-demo.ts';

const setting = 'demo';
const seeding = 'seeding';
const demoSlugs = [demoWeek, ...demoEvents].map(({ slug }) => slug);
const stateSchema = z.record(z.string(), z.object({ email: z.string(), password: z.string() }));

/** A hub to try out: a start-up week around today, and four people of it one can be with one click, from this machine only. */
@Injectable()
export class DemoService {
  constructor(
    private readonly database: Database,
    private readonly demo: DemoRepository,
    private readonly settings: Settings,
    private readonly grants: GrantService,
    private readonly signIns: SignInService,
    private readonly announcements: Announcements,
    private readonly offer: DemoOffer,
    private readonly broadcast: DemoBroadcast,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Fills an empty hub where a demo is wanted. @returns whether this hub is a demo */
  async open(send: (request: Request) => Promise<Response>): Promise<boolean> {
    const { HUB_DEMO, DATABASE_URL, publicUrlSet } = this.environment;
    const wanted = HUB_DEMO === 'on' || (HUB_DEMO !== 'off' && !DATABASE_URL && !publicUrlSet);
    // In turn, so that a demo that is being made is not taken for one that was interrupted.
    await this.demo.inTurn(async () => {
      // Whatever is wanted now: half a demo must not wait for a day on which the hub is in real use.
      if ((await this.demo.readState(setting)) === seeding) await this.clear();
      if (wanted && (await this.demo.readState(setting)) === undefined && (await this.demo.isEmpty()))
        await this.seed(send);
    });
    const signIns = stateSchema.safeParse(await this.demo.readState(setting));
    this.offer.open = wanted && signIns.success;
    const speaker = this.offer.open && signIns.data?.['speaker'];
    if (speaker) await this.broadcast.start(speaker, send);
    return this.offer.open;
  }

  async signIn({ body }: RouteInput<typeof demoRoutes.demoSignIn>, exchange: Exchange) {
    if (!this.offer.open || !isNear(exchange.request.raw)) throw notFound();
    const state = stateSchema.parse(await this.demo.readState(setting));
    const person = state[body.as];
    if (!person) throw notFound();
    return this.signIns.signIn({ params: undefined, query: undefined, body: person }, exchange);
  }

  /** Removes what an interrupted start left of a demo, or leaves it for good where the hub holds something else already. */
  private async clear(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const fileIds = await this.demo.wipe(tx, demoSlugs);
      if (fileIds) return this.announcements.announce(tx, filesRemoved, { fileIds });
      this.log.warn({}, 'half a demo stays, because the hub holds something else by now');
      await this.settings.take(tx, setting);
    });
  }

  private async seed(send: (request: Request) => Promise<Response>): Promise<void> {
    this.log.info({}, 'making the demo: a start-up week around today');
    await this.database.transaction((tx) => this.settings.set(tx, setting, seeding));
    const people = new Map<string, PersonAtHub>();
    for (const person of demoPeople) people.set(person.mail, await arrive(person, send));
    await this.demo.verify([...people.values()].map(({ mail }) => mail));
    const organiser = people.get('miriam.kaya');
    if (!organiser) throw new Error('the demo has no organiser');
    await this.database.transaction(async (tx) => {
      await this.grants.give(tx, organiser.id, 'admin');
      await this.grants.give(tx, organiser.id, 'organiser');
    });
    await seedDemo(people, this.clock.now());
    await this.announcements.settled();
    await this.database.transaction((tx) => this.settings.set(tx, setting, signInsOf(people)));
  }
}

function signInsOf(people: Map<string, PersonAtHub>): z.infer<typeof stateSchema> {
  const offered = demoPeople.flatMap(({ mail, role }) => {
    const person = people.get(mail);
    return role && person ? [[role, { email: person.mail, password: person.password }] as const] : [];
  });
  return Object.fromEntries(offered);
}
