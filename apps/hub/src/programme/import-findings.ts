import type { ImportFinding } from '@hubwerk/contracts';
import { translated, type Translated } from '@hubwerk/contracts/language';
import type { ImportedProgramme } from '@hubwerk/schedule-format';
import type { EventRecord } from '../events/event.service.ts';

/** From the first beginning to the last end of a file's sessions; nulls where it has none. */
export function programmeDates({ sessions }: ImportedProgramme): { startsAt: Date | null; endsAt: Date | null } {
  if (sessions.length === 0) return { startsAt: null, endsAt: null };
  return {
    startsAt: new Date(Math.min(...sessions.map(({ startsAt }) => Date.parse(startsAt)))),
    endsAt: new Date(Math.max(...sessions.map(({ endsAt }) => Date.parse(endsAt)))),
  };
}

/** What is odd about a programme in the event it was read into. */
export function findingsInEvent(
  event: EventRecord,
  programme: ImportedProgramme,
  gone: { title: Translated }[],
): ImportFinding[] {
  return [...zoneFinding(event, programme), ...dateFinding(event, programme), ...goneFinding(gone)];
}

const whole = { place: '', count: 1, places: [] };

function zoneFinding(event: EventRecord, programme: ImportedProgramme): ImportFinding[] {
  if (event.zone === programme.zone) return [];
  const reason = `The file's times are in ${programme.zone}; they stay the same moments and are shown in the event's zone, ${event.zone}.`;
  return [{ ...whole, code: 'zone_differs', reason, about: programme.zone }];
}

/** An event keeps its dates, which others may have been told already; whoever imports is told and may change them. */
function dateFinding(event: EventRecord, programme: ImportedProgramme): ImportFinding[] {
  const { startsAt, endsAt } = programmeDates(programme);
  if (!startsAt || !endsAt) return [];
  const shown = `${startsAt.toISOString()} to ${endsAt.toISOString()}`;
  if (!event.startsAt) {
    const reason = `The event has no date yet; the programme goes from ${shown}.`;
    return [{ ...whole, code: 'event_undated', reason, about: '' }];
  }
  if (event.startsAt <= startsAt && (!event.endsAt || endsAt <= event.endsAt)) return [];
  const reason = `The programme goes from ${shown}, outside the dates of the event; these were left as they are.`;
  return [{ ...whole, code: 'outside_event', reason, about: '' }];
}

function goneFinding(gone: { title: Translated }[]): ImportFinding[] {
  if (!gone.length) return [];
  const names = gone.map(({ title }) => translated(title, 'en').text);
  const shown = `${names.slice(0, 20).join('; ')}${names.length > 20 ? '; …' : ''}`;
  const reason = `Earlier files brought in sessions that this one does not have; they stay in the draft until somebody deletes them: ${shown}.`;
  return [{ place: '', code: 'session_gone', reason, about: shown, count: gone.length, places: names.slice(0, 5) }];
}
