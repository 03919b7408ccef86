/** What can be wrong with a field beyond its type, as people read it beside the field. */
export const fieldMessages = {
  unknown_zone: { de: 'Diese Zeitzone gibt es nicht.', en: 'There is no such time zone.' },
  no_such_year: { de: 'Das Jahr muss zwischen 1000 und 9998 liegen.', en: 'The year must be from 1000 to 9998.' },
  slug: {
    de: 'Nur Kleinbuchstaben, Ziffern und einzelne Bindestriche.',
    en: 'Only lower-case letters, digits and single hyphens.',
  },
  one_line: { de: 'Nur eine Zeile.', en: 'One line only.' },
  unprintable: {
    de: 'Enthält Zeichen, die sich nicht anzeigen lassen.',
    en: 'Contains characters that cannot be shown.',
  },
  one_language: { de: 'Schreib es mindestens in einer Sprache.', en: 'Write it in at least one language.' },
  own_path: { de: 'Muss ein Pfad auf diesem Hub sein.', en: 'Must be a path on this hub.' },
  taken: { de: 'Ist schon vergeben.', en: 'Is taken already.' },
  no_such_organisation: { de: 'Diese Organisation gibt es nicht.', en: 'There is no such organisation.' },
  no_date_to_move: {
    de: 'Das Original hat kein Datum, von dem aus sich etwas verschieben ließe.',
    en: 'The original has no date that anything could be moved from.',
  },
  no_such_event: { de: 'Diese Veranstaltung gibt es nicht.', en: 'There is no such event.' },
  inside_itself: {
    de: 'Eine Veranstaltung kann nicht in sich selbst oder in einer liegen, die in ihr ist.',
    en: 'An event cannot be inside itself or inside one that is in it.',
  },
  rule_unreadable: {
    de: 'Das ist keine Regel, die Tage nennt (RRULE nach RFC 5545).',
    en: 'This is no rule that names days (an RRULE of RFC 5545).',
  },
  rule_endless: {
    de: 'Sag, wann die Reihe endet oder wie viele Termine sie hat.',
    en: 'Say when the series ends or how many dates it has.',
  },
  rule_too_many: { de: 'Das sind mehr als 260 Termine.', en: 'These are more than 260 dates.' },
  rule_never: { de: 'Diese Regel trifft auf keinen Tag zu.', en: 'This rule names no day.' },
  no_such_date: { de: 'An diesem Tag hat die Reihe keinen Termin.', en: 'The series has no date on this day.' },
  no_such_hall: { de: 'Diese Halle gibt es hier nicht.', en: 'There is no such hall here.' },
  has_booth: {
    de: 'Diese Organisation hat hier schon einen Stand.',
    en: 'This organisation has a booth here already.',
  },
  own_address: {
    de: 'Gib die Adresse ein, mit der du angemeldet bist.',
    en: 'Enter the address you are signed in with.',
  },
  no_file: { de: 'Wähle eine Datei aus.', en: 'Choose a file.' },
  no_such_file: {
    de: 'Diese Datei gibt es nicht, oder sie ist nicht deine.',
    en: 'There is no such file, or it is not yours.',
  },
  broken_form: {
    de: 'Das Formular kam unvollständig an. Schicke es noch einmal ab.',
    en: 'The form arrived incomplete. Send it again.',
  },
  no_such_track: { de: 'Diesen Themenstrang gibt es nicht.', en: 'There is no such track.' },
  both_times: { de: 'Nenne beide Zeiten oder keine.', en: 'Give both times or none.' },
  needs_beginning: { de: 'Was endet, muss auch beginnen.', en: 'What ends must begin.' },
  not_your_startup: {
    de: 'Wähle ein Start-up, für das du sprichst.',
    en: 'Choose a start-up that you speak for.',
  },
  no_such_application: {
    de: 'Diese Bewerbung gibt es nicht, oder sie wurde zurückgezogen.',
    en: 'There is no such application, or it was withdrawn.',
  },
  too_many_points: { de: 'Mehr Punkte gibt es dafür nicht.', en: 'It gives no more points than that.' },
  after_beginning: { de: 'Muss nach dem Beginn liegen.', en: 'Must be after the beginning.' },
  too_long_window: { de: 'Höchstens 24 Stunden am Stück.', en: 'At most 24 hours at a time.' },
  before_event: { de: 'Liegt vor dem Beginn der Veranstaltung.', en: 'Is before the event begins.' },
  after_event: { de: 'Liegt nach dem Ende der Veranstaltung.', en: 'Is after the event ends.' },
  not_yourself: { de: 'Das bist du selbst.', en: 'This is you.' },
  after_deadline: { de: 'Muss nach der Frist liegen.', en: 'Must be after the deadline.' },
  one_at_a_time: { de: 'Beginnt, bevor eine andere zu Ende ist.', en: 'Begins before another one has ended.' },
  every_criterion: {
    de: 'Gib für jedes Kriterium Punkte, und für jedes einmal.',
    en: 'Give points for every criterion, and for each once.',
  },
  no_such_question: { de: 'Diese Frage gibt es nicht.', en: 'There is no such question.' },
  no_such_choice: { de: 'Diese Auswahl gibt es nicht.', en: 'There is no such choice.' },
  answer_missing: { de: 'Diese Angabe fehlt noch.', en: 'This is still missing.' },
  options_of_choice: {
    de: 'Auswahlfragen haben mindestens zwei Antworten zur Wahl, andere keine.',
    en: 'Questions with a choice have at least two answers to choose from, others none.',
  },
  files_not_public: {
    de: 'Dateien können nicht öffentlich sein.',
    en: 'Files cannot be public.',
  },
  promised_to_fewer: {
    de: 'Es gibt schon Antworten, und wer sie gab, sollte sie nur weniger Leuten zeigen.',
    en: 'There are answers already, and those who gave them were to show them to fewer people.',
  },
  not_for_this_form: { de: 'Das gibt es in diesem Formular nicht.', en: 'This form does not have that.' },
  no_such_slot: {
    de: 'Zu dieser Zeit bietet die Person kein Treffen an.',
    en: 'This person offers no meeting at this time.',
  },
  code_word: { de: 'Nur Buchstaben, Ziffern und Bindestriche.', en: 'Only letters, digits and hyphens.' },
  no_such_code: {
    de: 'Diesen Code gibt es nicht, oder er gilt nicht mehr.',
    en: 'There is no such code, or it is no longer valid.',
  },
  other_ticket_type: {
    de: 'Dieser Code gilt für eine andere Ticketart.',
    en: 'This code is for another ticket type.',
  },
  no_such_ticket_type: { de: 'Diese Ticketart gibt es hier nicht.', en: 'There is no such ticket type here.' },
  no_such_capacity: { de: 'Dieses Kontingent gibt es hier nicht.', en: 'There is no such capacity here.' },
  needs_capacity: {
    de: 'Nenne, wie viele Plätze es gibt, oder wähle ein Kontingent.',
    en: 'Say how many places there are, or choose a capacity.',
  },
  needs_invoice: {
    de: 'Dieses Ticket kostet etwas: Sag uns, wohin die Rechnung geht.',
    en: 'This ticket costs something: tell us where the invoice goes.',
  },
  below_least: { de: 'Muss mindestens so groß sein wie das Minimum.', en: 'Must be at least the minimum.' },
  too_few_people: { de: 'Für dieses Ticket müsst ihr mehr sein.', en: 'This ticket is for more people at once.' },
  too_many_people: { de: 'So viele auf einmal gibt es hier nicht.', en: 'This ticket is for fewer people at once.' },
  registered_already: { de: 'Ist hier schon angemeldet.', en: 'Is registered here already.' },
  other_domain: {
    de: 'Dieses Ticket gibt es nur mit einer Adresse der genannten Organisationen.',
    en: 'This ticket needs an address of the organisations named.',
  },
  too_few_uses: { de: 'So oft wurde er schon benutzt.', en: 'It was used more often already.' },
} as const satisfies Record<string, { de: string; en: string }>;

export type FieldMessage = keyof typeof fieldMessages;
