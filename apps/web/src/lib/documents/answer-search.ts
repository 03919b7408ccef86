import { allDays, filterAddress, readFilter, scheduleAddress } from '#lib/programme/schedule-address.ts';
import { isFiltering, sessionFilter, type SessionFilter } from '#lib/programme/session-filter.ts';
import { fillOwnTimes, fillStates } from './fill-times.ts';
import { thisMinute } from './keep-time.ts';
import { pagePart } from './page-part.ts';
import { showLayout } from './show-layout.ts';
import { showToast } from './show-toast.ts';
import { word } from './words.ts';

/**
 * Answers the search of a schedule while somebody types. The list of all days comes when the search is first touched; from
 * then on it is looked through here, by the rule the server goes by, and the address is always the one that asks it.
 */
export function answerSearch(): void {
  const form = document.querySelector<HTMLFormElement>('#search');
  const day = document.querySelector<HTMLElement>('#sessions');
  const found = document.querySelector<HTMLElement>('#found');
  if (!form || !day || !found) return;
  const path = new URL(form.action).pathname;
  const shownFirst = location.search;
  const isEverything = day.querySelector('[data-said]') !== null;
  const neverDay = isEverything || !found.hidden;
  const layout = document.querySelector<HTMLElement>('#layout');
  const layoutFirst = layout?.dataset['layout'];
  const tab = document.querySelector('#days [aria-current]');
  let everything = isEverything ? Promise.resolve(day) : undefined;

  const listEverything = () =>
    (everything ??= fetchList().catch((error: unknown) => {
      everything = undefined;
      throw error;
    }));

  async function fetchList(): Promise<HTMLElement> {
    const list = await pagePart(scheduleAddress(path, allDays, 'auto'), 'sessions');
    fillOwnTimes(list);
    fillStates(list, thisMinute());
    list.hidden = true;
    list.id = 'all-sessions';
    day?.after(list);
    return list;
  }

  async function answer(): Promise<void> {
    const filter = readFilter(new FormData(form ?? undefined));
    const list = await listEverything();
    // Somebody typed on while it came.
    if (JSON.stringify(filter) !== JSON.stringify(readFilter(new FormData(form ?? undefined)))) return;
    const filtering = isFiltering(filter);
    show(list, filter);
    list.hidden = !filtering && !neverDay;
    if (day && day !== list) day.hidden = !list.hidden;
    if (found) found.hidden = !filtering;
    if (layout) layout.dataset['layout'] = filtering ? 'list' : layoutFirst;
    showLayout();
    if (filtering) tab?.removeAttribute('aria-current');
    else tab?.setAttribute('aria-current', 'date');
    const before = neverDay ? scheduleAddress(path, allDays, 'auto') : path + shownFirst;
    history.replaceState(null, '', filtering ? filterAddress(path, filter) : before);
  }

  const tryAnswer = () => answer().catch(() => showToast(word('unreachable')));
  form.addEventListener('focusin', () => void listEverything().catch(() => undefined));
  form.addEventListener('input', () => void tryAnswer());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void tryAnswer();
  });
  found.querySelector('a')?.addEventListener('click', (event) => {
    event.preventDefault();
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) field.value = '';
    form.querySelector('input')?.focus();
    void tryAnswer();
  });
}

/** Shows of the list what the filter finds, and says how much that is. */
function show(list: HTMLElement, filter: SessionFilter): void {
  const isFound = sessionFilter(filter);
  let count = 0;
  for (const item of list.querySelectorAll<HTMLElement>('[data-said]')) {
    const { said = '', track = '', room = '', language = '' } = item.dataset;
    item.hidden = !isFound({ said, track, room, language });
    if (!item.hidden) count += 1;
  }
  for (const part of list.querySelectorAll<HTMLElement>('section, .day'))
    part.hidden = !part.querySelector('[data-said]:not([hidden])');
  const status = document.querySelector('#found [role="status"]');
  if (status) status.textContent = word('found', { count });
}
