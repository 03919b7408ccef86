import type { Attachment } from 'svelte/attachments';

/**
 * The calendar component calls itself a table of rows and cells, and has its sessions inside none of them: a reader would
 * be led into an empty table. What counts are the sessions, which say themselves where and when they are.
 */
export const withoutTableRoles: Attachment<HTMLElement> = (element) => {
  const strip = () => {
    for (const part of element.querySelectorAll(
      '[role=table],[role=rowgroup],[role=row],[role=columnheader],[role=cell]',
    )) {
      part.removeAttribute('role');
      part.removeAttribute('aria-colindex');
    }
  };
  const observer = new MutationObserver(strip);
  observer.observe(element, { childList: true, subtree: true });
  strip();
  return () => observer.disconnect();
};
