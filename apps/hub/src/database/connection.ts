import postgres from 'postgres';
import type { EmbeddedConnection } from './embedded-server.ts';

/** A `postgres://` URL, or the embedded server's socket. */
export type Connection = string | EmbeddedConnection;

type Options = postgres.Options<Record<string, postgres.PostgresType>>;

/**
 * A postgres.js client. Reads `?host=/folder` in a URL as every PostgreSQL tool does, as the folder of a socket; postgres.js
 * (3.4.9) itself does not.
 * @throws TypeError where the URL is none
 */
export function connect(connection: Connection, options: Options): postgres.Sql {
  if (typeof connection !== 'string') return postgres({ ...connection, ...options });
  const url = parse(connection);
  if (!url) throw new TypeError('it is no URL like postgres://user:password@host:5432/name');
  const folder = url.searchParams.get('host');
  url.searchParams.delete('host');
  return folder?.startsWith('/')
    ? postgres(url.href, { ...options, path: `${folder}/.s.PGSQL.${url.port || 5432}` })
    : postgres(connection, options);
}

/** For people to read: never the password. */
export function connectionName(connection: Connection): string {
  if (typeof connection !== 'string') return connection.path;
  const url = parse(connection);
  return url ? `${url.hostname}:${url.port || 5432}${url.pathname}` : 'in DATABASE_URL';
}

function parse(connection: string): URL | undefined {
  const url = URL.parse(connection);
  return url && /^postgres(ql)?:$/.test(url.protocol) ? url : undefined;
}
