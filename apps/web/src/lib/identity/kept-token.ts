type Kind = 'hub-claim' | 'mail-verification';

/**
 * The token of a link that only works for who is signed in. It stands behind the # of the link, so that no log has it, and
 * waits in this tab while its reader signs in or up.
 */
export function takeToken(kind: Kind): string {
  const fromLink = location.hash.slice(1);
  if (fromLink) sessionStorage.setItem(kind, fromLink);
  return fromLink || (sessionStorage.getItem(kind) ?? '');
}

export function dropToken(kind: Kind): void {
  sessionStorage.removeItem(kind);
}
