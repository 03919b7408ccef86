/**
 * Every error the hub answers on purpose, over HTTP and sockets alike: status, and a sentence that says what to do.
 * "Missing" and "not yours" are both `not_found`.
 */
export const errors = {
  invalid_input: {
    status: 400,
    de: 'Bitte prüfe deine Angaben.',
    en: 'Please check what you entered.',
  },
  unreadable: {
    status: 400,
    de: 'Diese Anfrage ist kein gültiges HTTP.',
    en: 'This request is not valid HTTP.',
  },
  unknown_message: {
    status: 400,
    de: 'Diese Nachricht kennt der Hub nicht.',
    en: 'The hub does not know this message.',
  },
  signed_out: { status: 401, de: 'Bitte melde dich an.', en: 'Please sign in.' },
  wrong_credentials: {
    status: 401,
    de: 'E-Mail-Adresse und Passwort passen nicht zusammen.',
    en: 'E-mail address and password do not match.',
  },
  link_expired: {
    status: 410,
    de: 'Dieser Link ist abgelaufen oder schon benutzt. Fordere einen neuen an.',
    en: 'This link has expired or was used already. Ask for a new one.',
  },
  other_account: {
    status: 403,
    de: 'Dieser Link gehört zu einem anderen Konto. Melde dich mit der Adresse an, an die er ging.',
    en: 'This link belongs to another account. Sign in with the address it was sent to.',
  },
  foreign_origin: {
    status: 403,
    de: 'Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt.',
    en: 'This request came from another site and was not carried out.',
  },
  mail_unproven: {
    status: 403,
    de: 'Bestätige zuerst deine E-Mail-Adresse: Den Link dafür bekommst du in deinen Einstellungen.',
    en: 'Verify your e-mail address first: your settings send you the link for it.',
  },
  not_found: {
    status: 404,
    de: 'Das gibt es hier nicht, oder du darfst es nicht sehen.',
    en: 'There is no such thing here, or you may not see it.',
  },
  mail_taken: {
    status: 409,
    de: 'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich an oder fordere einen Link an.',
    en: 'There is an account with this e-mail address already. Sign in or ask for a link.',
  },
  name_taken: { status: 409, de: 'Dieser Name ist schon vergeben.', en: 'This name is taken already.' },
  changed_meanwhile: {
    status: 409,
    de: 'Jemand anderes hat das gerade geändert. Sieh dir den neuen Stand an und entscheide noch einmal.',
    en: 'Somebody else has just changed this. Look at the new state and decide again.',
  },
  decide_first: {
    status: 409,
    de: 'Auf einige dieser Termine zählen schon Leute. Entscheide zuerst, was aus ihnen wird.',
    en: 'People count on some of these dates already. Decide first what becomes of them.',
  },
  already_booked: {
    status: 409,
    de: 'Zu dieser Zeit ist eine der beteiligten Personen inzwischen fest verabredet. Wähle eine andere Zeit.',
    en: 'One of the people involved is booked at this time by now. Choose another time.',
  },
  not_possible_now: {
    status: 409,
    de: 'Das geht in diesem Zustand nicht (mehr).',
    en: 'This is not possible in its present state.',
  },
  sold_out: {
    status: 409,
    de: 'Alle Plätze sind vergeben.',
    en: 'All places are taken.',
  },
  registered_already: {
    status: 409,
    de: 'Du bist hier schon angemeldet oder wartest auf einen Platz. Gib das zuerst zurück.',
    en: 'You are registered here already, or wait for a place. Give that back first.',
  },
  not_open_yet: {
    status: 409,
    de: 'Die Anmeldung dafür ist noch nicht offen.',
    en: 'Registration for this is not open yet.',
  },
  other_domain: {
    status: 403,
    de: 'Dieses Ticket gibt es nur mit einer Adresse der genannten Organisationen.',
    en: 'This ticket needs an address of the organisations named.',
  },
  deadline_passed: {
    status: 409,
    de: 'Die Frist ist abgelaufen.',
    en: 'The deadline has passed.',
  },
  last_admin: {
    status: 409,
    de: 'Das ist der letzte Admin mit einem Konto. Gib die Rolle zuerst jemand anderem.',
    en: 'This is the last admin with an account. Give the role to somebody else first.',
  },
  own_startup: {
    status: 409,
    de: 'Du sprichst für dieses Start-up und bewertest es deshalb nicht.',
    en: 'You speak for this start-up, so you do not judge it.',
  },
  own_proposal: {
    status: 409,
    de: 'Du sprichst in diesem Vorschlag und entscheidest deshalb nicht über ihn.',
    en: 'You speak in this proposal, so you do not decide about it.',
  },
  repeated_differently: {
    status: 409,
    de: 'Diese Anfrage wurde mit anderem Inhalt schon einmal gestellt.',
    en: 'This request was already made with other content.',
  },
  already_done: {
    status: 409,
    de: 'Das ist schon geschehen. Lade die Seite neu, um es zu sehen.',
    en: 'This has been done already. Reload the page to see it.',
  },
  view_only: {
    status: 403,
    de: 'Du kannst hier zuschauen, aber nicht senden.',
    en: 'You can watch here, but not send.',
  },
  not_registered: {
    status: 403,
    de: 'Dafür musst du für die Veranstaltung angemeldet sein. Melde dich an, es kostet nichts.',
    en: 'For this you must be registered for the event. Register, it is free of charge.',
  },
  room_full: {
    status: 409,
    de: 'Dieser Videoraum ist voll. Versuche es später noch einmal.',
    en: 'This video room is full. Try again later.',
  },
  too_many_seats: {
    status: 409,
    de: 'Du bist in diesem Videoraum schon auf vier Geräten oder in vier Fenstern. Schließe eines davon.',
    en: 'You are in this video room on four devices or in four windows already. Close one of them.',
  },
  room_closed: {
    status: 409,
    de: 'Die Verbindung zu diesem Videoraum ist weg. Tritt noch einmal ein.',
    en: 'The connection to this video room is gone. Enter it again.',
  },
  cannot_play: {
    status: 409,
    de: 'Dein Browser kann dieses Bild nicht zeigen. Versuche es mit einem anderen.',
    en: 'Your browser cannot show this picture. Try another one.',
  },
  media_elsewhere: {
    status: 503,
    de: 'Das Video läuft über einen anderen Server des Hubs und ist hier nicht zu sehen. Chat und alles andere gehen weiter.',
    en: 'The video is on another server of the hub and cannot be watched here. The chat and everything else go on.',
  },
  media_unavailable: {
    status: 503,
    de: 'Live-Video ist auf diesem Hub gerade aus. Alles andere geht weiter.',
    en: 'Live video is off on this hub at the moment. Everything else goes on.',
  },
  already_answered: {
    status: 409,
    de: 'Jemand anderes vom Stand war schneller und spricht schon mit dieser Person.',
    en: 'Somebody else at the booth was faster and is talking to this person already.',
  },
  too_slow: {
    status: 408,
    de: 'Die Anfrage ist nicht rechtzeitig angekommen. Versuche es noch einmal.',
    en: 'The request did not arrive in time. Try again.',
  },
  head_too_large: {
    status: 431,
    de: 'Die Adresse oder die Kopfzeilen dieser Anfrage sind zu lang.',
    en: 'The address or the headers of this request are too long.',
  },
  too_large: { status: 413, de: 'Das ist zu groß.', en: 'This is too large.' },
  wrong_type: {
    status: 415,
    de: 'Diese Art von Datei oder Inhalt wird nicht angenommen.',
    en: 'This kind of file or content is not accepted.',
  },
  storage_full: {
    status: 409,
    de: 'Du hast schon sehr viele Dateien hochgeladen. Lösche welche, die du nicht mehr brauchst.',
    en: 'You have uploaded very many files already. Delete some that you no longer need.',
  },
  too_many_requests: {
    status: 429,
    de: 'Das war zu oft in kurzer Zeit. Warte einen Moment.',
    en: 'That was too often in a short time. Wait a moment.',
  },
  internal_error: {
    status: 500,
    de: 'Da ist bei uns etwas schiefgegangen. Die Nummer der Anfrage hilft beim Suchen.',
    en: 'Something went wrong on our side. The number of the request helps to find it.',
  },
  unavailable: {
    status: 503,
    de: 'Das steht gerade nicht zur Verfügung. Versuche es gleich noch einmal.',
    en: 'This is not available at the moment. Try again shortly.',
  },
} as const satisfies Record<string, { status: number; de: string; en: string }>;

export type ErrorCode = keyof typeof errors;

/** A place in the input (`['body', 'startsAt']`) and what is wrong with it. */
export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** The body of every HTTP error and the `error` of every refused socket request. */
export interface HubErrorBody {
  code: ErrorCode;
  message: string;
  /** Where the input is wrong; with `invalid_input` only. */
  issues?: InputIssue[];
  /** What the asker needs to go on, such as the new state after `changed_meanwhile`. */
  details?: Record<string, unknown>;
  requestId?: string;
}
