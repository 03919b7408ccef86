import { translated, type Language } from '@hubwerk/contracts/language';
import type { Translate } from '#lib/messages/messages.ts';
import type { Draft } from './draft.ts';

export type Warning = Draft['warnings'][number];

/** What tells a warning from all others of its draft. */
export function warningKey(warning: Warning): string {
  const subject = 'personId' in warning ? warning.personId : warning.roomId;
  const elsewhere = 'elsewhereId' in warning ? warning.elsewhereId : '';
  return [warning.kind, subject, elsewhere, ...warning.sessionIds].join();
}

/** What is the matter, with whom or which room. */
export function warningText(
  t: Translate<'organise'>,
  warning: Warning,
  draft: Pick<Draft, 'rooms' | 'speakers' | 'elsewhere'>,
  reader: Language,
): string {
  const name =
    'personId' in warning
      ? draft.speakers.find(({ personId }) => personId === warning.personId)?.name
      : draft.rooms.find(({ id }) => id === warning.roomId)?.name;
  const named = { name: name ?? '' };
  switch (warning.kind) {
    case 'speaker_elsewhere': {
      const session = draft.elsewhere.find(({ id }) => id === warning.elsewhereId)?.session;
      if (!session) return t('programme.warning.speaker_elsewhere_hidden', named);
      const title = translated(session.title, reader).text;
      const event = translated(session.event.title, reader).text;
      return t('programme.warning.speaker_elsewhere', { ...named, title, event });
    }
    case 'room_too_small':
      return t('programme.warning.room_too_small', {
        ...named,
        audience: warning.audience,
        capacity: warning.capacity,
      });
    case 'equipment_missing':
      return t('programme.warning.equipment_missing', { ...named, missing: warning.missing.join(', ') });
    default:
      return t(`programme.warning.${warning.kind}`, named);
  }
}
