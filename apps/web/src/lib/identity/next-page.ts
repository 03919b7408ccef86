/**
 * Where to go after signing in: the own page that `?next=` names, never another site; else home. Load it anew: what the
 * browser holds, above all its live connection, is of whoever was here before.
 */
export function nextPage(url: Pick<URL, 'href' | 'origin'>): string {
  const next = new URL(url.href).searchParams.get('next');
  if (!next?.startsWith('/')) return '/';
  const target = new URL(next, url.href);
  return target.origin === url.origin ? target.pathname + target.search + target.hash : '/';
}
