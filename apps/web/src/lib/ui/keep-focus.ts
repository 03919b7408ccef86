import { tick } from 'svelte';

/** After an act that took its own button away: the keyboard goes on from `place`, not from the top of the page. */
export async function keepFocus(place: HTMLElement | undefined | null): Promise<void> {
  await tick();
  if (document.activeElement === document.body) place?.focus();
}
