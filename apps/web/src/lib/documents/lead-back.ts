/** Links that lead back here name the address the page was made for; a search has changed it since. */
export function leadBackHere(): void {
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a.star, a[hreflang]');
    if (!link) return;
    const here = location.pathname + location.search;
    if (link.hreflang) {
      const query = new URLSearchParams(location.search);
      query.set('lang', link.hreflang);
      link.search = query.toString();
    } else link.search = new URLSearchParams({ next: here }).toString();
  });
}
