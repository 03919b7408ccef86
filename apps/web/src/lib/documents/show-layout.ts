const narrow = matchMedia('(max-width: 719px)');

/** Says which of grid and list is shown, which the width decides where nobody else has. */
export function showLayout(): void {
  const layout = document.querySelector<HTMLElement>('#layout');
  if (!layout) return;
  const { layout: chosen } = layout.dataset;
  const shown = chosen === 'auto' ? (narrow.matches ? 'list' : 'grid') : chosen;
  for (const link of layout.querySelectorAll('a')) {
    if (link.classList.contains(shown ?? '')) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

export function followWidth(): void {
  showLayout();
  narrow.addEventListener('change', showLayout);
}
