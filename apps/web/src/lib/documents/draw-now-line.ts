import { clock } from '#lib/ui/time.ts';
import { reader } from './words.ts';

/** Draws the minute (milliseconds since 1970) through the grid; rows are as high as their texts need, so it asks them where that is. */
export function drawNowLine(minute: number): void {
  const line = document.querySelector<HTMLElement>('.now');
  const table = line?.parentElement?.querySelector('table');
  if (!line || !table) return;
  const row = [...table.rows].find(
    ({ dataset }) => Number(dataset['from']) <= minute && minute < Number(dataset['to']),
  );
  line.hidden = !row;
  if (!row) return;
  const [from, to] = [Number(row.dataset['from']), Number(row.dataset['to'])];
  line.style.top = `${row.offsetTop + (row.offsetHeight * (minute - from)) / (to - from)}px`;
  const time = line.querySelector('time');
  if (time) time.textContent = clock(new Date(minute), line.dataset['zone'] ?? 'UTC', reader);
}
