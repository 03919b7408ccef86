import { showToast } from './show-toast.ts';
import { tellHub } from './tell-hub.ts';

/** Stars are shown as wished at once, and taken back if the hub refuses. */
export function answerStars(): void {
  document.addEventListener('click', ({ target }) => {
    const star = target instanceof Element && target.closest<HTMLElement>('[data-star]');
    if (star) void toggle(star.dataset['star'] ?? '', star.ariaPressed !== 'true');
  });
}

async function toggle(address: string, keep: boolean): Promise<void> {
  mark(address, keep);
  try {
    await tellHub(keep ? 'PUT' : 'DELETE', address);
  } catch (refused) {
    mark(address, !keep);
    showToast(refused instanceof Error ? refused.message : String(refused));
  }
}

/** A session may stand on a page more than once; where two buttons are one star, the one that is right is shown. */
function mark(address: string, kept: boolean): void {
  const stars = [...document.querySelectorAll<HTMLElement>(`[data-star="${address}"]`)];
  const [left] = stars.filter((star) => star === document.activeElement);
  for (const star of stars) {
    const twin = stars.find((other) => other !== star && other.parentElement === star.parentElement);
    if (twin) star.hidden = (star.ariaPressed === 'true') !== kept;
    else star.ariaPressed = String(kept);
  }
  if (left?.hidden) stars.find((star) => !star.hidden)?.focus();
}
