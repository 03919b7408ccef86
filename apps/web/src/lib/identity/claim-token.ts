const key = 'hub-claim';

/**
 * The one-time token that makes somebody the hub's admin. It stands behind the # of the printed link, so that no log has
 * it, and waits in this tab while its reader signs in or up.
 */
export function takeClaimToken(): string {
  const fromLink = location.hash.slice(1);
  if (fromLink) sessionStorage.setItem(key, fromLink);
  return fromLink || (sessionStorage.getItem(key) ?? '');
}

export function dropClaimToken(): void {
  sessionStorage.removeItem(key);
}
