import type { Language } from '@hubwerk/contracts/language';
import type { Translate } from '#lib/messages/messages.ts';
import type { Draft } from '#lib/organise/draft.ts';
import { day, timeRange } from '#lib/ui/time.ts';
import { isTimed, type Place } from './place.ts';

/** `Saal 1, Di 8. Sept., 10:00–10:45`; without a time it says so. */
export function placeText(t: Translate<'editor'>, place: Place, draft: Draft, reader: Language): string {
  if (!isTimed(place)) return t('unplaced');
  const room = draft.rooms.find(({ id }) => id === place.roomId)?.name ?? t('noRoom');
  const { startsAt, endsAt } = place;
  return `${room}, ${day(startsAt, draft.zone, reader)}, ${timeRange(startsAt, endsAt, draft.zone, reader)}`;
}
