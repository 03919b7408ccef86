import { routes } from '@hubwerk/contracts';

/** What stands before a path parameter that is a secret. */
const beforeSecrets = Object.values(routes).flatMap(({ path }) => {
  const at = path.indexOf(':secret');
  return at < 0 ? [] : [path.slice(0, at)];
});

/** A request's path as the log may know it: without its query, and without an address that is a secret itself. */
export function loggedPath(url: string | undefined): string {
  const path = url?.split('?')[0] ?? '';
  const before = beforeSecrets.find((beginning) => path.startsWith(beginning));
  return before ? `${before}…` : path;
}
