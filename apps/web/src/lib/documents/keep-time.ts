import { drawNowLine } from './draw-now-line.ts';
import { fillStates } from './fill-times.ts';
import { showInTime } from './show-in-time.ts';

const length = 60_000;

/** The present minute, in milliseconds since 1970. */
export const thisMinute = (): number => Math.floor(Date.now() / length) * length;

/** Follows the clock while the page is open. */
export function keepTime(): void {
  let shown = 0;
  const show = () => {
    const minute = thisMinute();
    if (minute === shown) return;
    shown = minute;
    fillStates(document, minute);
    showInTime(minute);
    drawNowLine(minute);
  };
  show();
  setInterval(show, 1000);
  const table = document.querySelector('.now')?.parentElement?.querySelector('table');
  if (table) new ResizeObserver(() => drawNowLine(shown)).observe(table);
}
