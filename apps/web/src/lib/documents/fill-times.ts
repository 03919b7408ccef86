import { ownTime, relative, sameClock } from '#lib/ui/time.ts';
import { reader, word } from './words.ts';

const soon = 60 * 60_000;

/** Says below `root` what the reader's own clock shows where it shows something else. */
export function fillOwnTimes(root: ParentNode): void {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  let other = false;
  for (const place of root.querySelectorAll<HTMLElement>('.own')) {
    const { at = '', until, zone = 'UTC', bare } = place.dataset;
    const time = ownTime({ at, until }, zone, own, reader);
    place.textContent = time && !bare ? word('own', { time }) : time;
    other ||= !sameClock(at, zone, own);
  }
  const said = document.querySelector('#own-zone');
  if (said && other) said.textContent = word('ownZone', { zone: own });
}

/** Says below `root` what is on at the minute (milliseconds since 1970), and what is soon. */
export function fillStates(root: ParentNode, minute: number): void {
  for (const place of root.querySelectorAll<HTMLElement>('.state')) {
    const [from, to] = [Date.parse(place.dataset['from'] ?? ''), Date.parse(place.dataset['to'] ?? '')];
    const isOn = from <= minute && minute < to;
    const isSoon = minute < from && from - minute <= soon;
    place.classList.toggle('on', isOn);
    place.textContent = isOn ? word('on') : isSoon ? relative(new Date(from), new Date(minute), reader) : '';
  }
}
