/** Brings the tab of this page into sight where not all fit, as browsers will do by themselves one day. */
export function showTab(): void {
  for (const tab of document.querySelectorAll<HTMLElement>('main nav [aria-current]')) {
    const strip = tab.closest('nav');
    if (strip) strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  }
}
