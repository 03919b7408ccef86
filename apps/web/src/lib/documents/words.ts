import type { Language } from '@hubwerk/contracts/language';

const given = document.querySelector<HTMLTemplateElement>('#words');

/** The language of the page, which is its reader's. */
export const reader = document.documentElement.lang as Language;

/** A text that the page gave its script (DocumentScript.svelte), with its values. */
export function word(
  key: 'own' | 'ownZone' | 'on' | 'found' | 'unreachable',
  values: Record<string, string | number> = {},
): string {
  const text = given?.dataset[key] ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A new toast, as the page draws it. */
export function toastShape(): HTMLElement {
  return given?.content.firstElementChild?.cloneNode(true) as HTMLElement;
}
