import { translated, type Language } from '@hubwerk/contracts/language';
import { DateTime } from 'luxon';
import type { EventRecord } from '../events/event.service.ts';
import { calendarMessage } from '../platform/calendar-message.ts';
import type { Hub } from '../platform/hub.ts';
import type { HeldMail } from '../platform/mail-batches.ts';
import { text } from '../platform/texts.ts';
import type { ReleaseNews } from './release-news.ts';
import type { ReleaseRecord } from './release.repository.ts';
import { sessionEntry } from './session-entry.ts';

type Place = NonNullable<ReleaseNews['change']['before']>;

/** The one mail that tells a person what a release changes for them, with an update of their calendar for each session. */
export function releaseMail(
  news: readonly ReleaseNews[],
  to: { id: string; name: string; mail: string; language: Language },
  of: { event: EventRecord; release: ReleaseRecord; hub: Hub; since: number },
): HeldMail {
  const { event, release, hub, since } = of;
  const t = text(to.language);
  const link = hub.url(`/events/${event.slug}/schedule`);
  const paragraphs = [...news.map((one) => paragraph(one, to.language, event.zone)), t('mail.release.closing'), link];
  return {
    recipient: to.mail,
    personId: to.id,
    language: to.language,
    body: `${paragraphs.join('\n\n')}\n`,
    attachments: news.flatMap((one, index) => {
      const name = news.length > 1 ? `session-${index + 1}` : 'session';
      return calendarUpdate(one, { ...of, name, attendee: { name: to.name, email: to.mail }, language: to.language });
    }),
    cause: `release:${release.id}:${to.id}`,
    since,
  };
}

function paragraph({ kind, as, change }: ReleaseNews, language: Language, zone: string): string {
  const t = text(language);
  const place = (at: Place | null) => (at ? placeText(at, zone, language) : '');
  const fields = new Intl.ListFormat(language).format(change.fields.map((field) => t(`mail.release.field.${field}`)));
  return t(`mail.release.${as}.${kind}`, {
    title: translated(change.title, language).text,
    before: place(change.before),
    after: place(change.after),
    fields,
  });
}

/** On the event's clock, which is named. */
function placeText({ startsAt, endsAt, room }: Place, zone: string, language: Language): string {
  const at = (instant: string) => DateTime.fromISO(instant, { zone }).setLocale(language === 'de' ? 'de-DE' : 'en-GB');
  const from = at(startsAt).toLocaleString({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const to = at(endsAt).toLocaleString({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  return [`${from}–${to}`, room].filter(Boolean).join(', ');
}

/** Nothing for a session of which no release is left to tell its calendar entry by. */
function calendarUpdate(
  { kind, change }: ReleaseNews,
  {
    event,
    release,
    ...to
  }: { event: EventRecord; release: ReleaseRecord } & Omit<Parameters<typeof calendarMessage>[1], 'method'>,
) {
  const session = [...release.content.sessions, ...release.gone].find(({ id }) => id === change.sessionId);
  if (!session) return [];
  const method = kind === 'cancelled' || kind === 'left' ? ('CANCEL' as const) : ('REQUEST' as const);
  return [calendarMessage(sessionEntry({ event, release }, session), { ...to, method })];
}
