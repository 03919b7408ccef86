import { v7 } from 'uuid';
import { fixture, importFile } from './programme.ts';
import type { TestHub, TestPerson } from './test-hub.ts';

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

/**
 * An event with one thing of every kind that a hub keeps (two where they behave differently), half of them somebody's own.
 * @returns their ids by what paths and bodies call them, such as `session` for `:session` and `sessionId`
 */
export async function oneOfEach(hub: TestHub, admin: TestPerson, somebody: TestPerson, image: Uint8Array<ArrayBuffer>) {
  const { id: event, slug } = await admin.hub.call('POST /api/events', {
    body: {
      slug: `event-${v7()}`,
      kind: 'conference',
      format: 'hybrid',
      title: { de: 'Konferenz' },
      zone: 'Europe/Berlin',
      startsAt: inDays(1),
      endsAt: inDays(3),
    },
  });
  const params = { event };
  await admin.hub.call('POST /api/events/:event/publication', { params });
  const found = (kind: 'company' | 'startup') =>
    somebody.hub.call('POST /api/organisations', {
      body: { slug: `of-${v7()}`, kind, name: kind, languages: ['de'] },
    });
  const [{ id: company }, { id: startup }] = [await found('company'), await found('startup')];
  const { id: entry } = await somebody.hub.call('POST /api/organisations/:organisation/entries', {
    params: { organisation: startup },
    body: { kind: 'offer', title: { de: 'Ladesäulen' } },
  });

  const programme = await importFile(admin, event, fixture('zechen-fest.xml'));
  const { id: room } = await admin.hub.call('POST /api/events/:event/draft/rooms', { params, body: { name: 'Saal' } });
  const drafted = await admin.hub.call('POST /api/events/:event/draft/sessions', {
    params,
    body: { title: { de: 'Vortrag' } },
  });
  const session = drafted.id;
  const { speakers } = await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event, session },
    body: { version: drafted.version, speakers: [{ email: somebody.mail, name: somebody.name }] },
  });
  const unknown = (await admin.hub.call('GET /api/events/:event/draft', { params })).speakers.find(
    ({ id }) => !speakers.some((speaking) => speaking.id === id),
  );
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    params: { event, session },
    body: { version: drafted.slot.version, roomId: room, startsAt: inDays(2), endsAt: inDays(2.1) },
  });
  await admin.hub.call('POST /api/events/:event/releases', { params, body: {} });
  const { id: stage } = await admin.hub.call('POST /api/events/:event/stages', { params, body: { roomId: room } });
  const { id: ticketType } = await admin.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Eintritt' }, capacity: 100 },
  });
  const { id: capacity } = await admin.hub.call('POST /api/events/:event/capacities', {
    params,
    body: { name: { de: 'Saal' }, places: 20 },
  });
  const { id: code } = await admin.hub.call('POST /api/events/:event/ticket-codes', {
    params,
    body: { code: 'HUB-26', ticketTypeId: ticketType, uses: 10 },
  });
  const { id: registration } = await somebody.hub.call('POST /api/events/:event/registrations', { params, body: {} });
  await admin.hub.call('POST /api/events/:event/registrations', { params, body: {} });
  await admin.hub.call('PUT /api/events/:event/registrations/mine/transfer', {
    params,
    body: { email: somebody.mail },
  });
  const [transfer] = (await somebody.hub.call('GET /api/me/transfers')).items;
  await admin.hub.call('PUT /api/events/:event/session-signups/:session', {
    params: { event, session },
    body: { seats: 5 },
  });
  const { channel } = await somebody.hub.call('GET /api/events/:event/stages/:stage', { params: { event, stage } });

  const { id: hall } = await admin.hub.call('POST /api/events/:event/halls', {
    params,
    body: { name: { de: 'Halle 1' } },
  });
  const { id: booth } = await admin.hub.call('POST /api/events/:event/booths', {
    params,
    body: { hallId: hall, organisation: company },
  });
  await admin.hub.call('POST /api/events/:event/booths/:booth/staff', {
    params: { event, booth },
    body: { email: somebody.mail },
  });
  await somebody.hub.call('PUT /api/events/:event/booths/:booth/opening', {
    params: { event, booth },
    body: { open: true },
  });
  const { id: request } = await admin.hub.call('POST /api/events/:event/booths/:booth/contact-requests', {
    params: { event, booth },
    body: { message: 'Guten Tag!' },
  });

  // Whoever has asked somebody for a time asks nobody for it again, at no other event either.
  const asks = await hub.person('Asks');
  for (const person of [asks, somebody])
    await person.hub.call('PUT /api/events/:event/availability', {
      params,
      body: { version: 0, windows: [{ startsAt: inDays(1.2), endsAt: inDays(1.9) }] },
    });
  const slots = await asks.hub.call('GET /api/events/:event/people/:person/slots', {
    params: { event, person: somebody.id },
    query: {},
  });
  const free = slots.items.find((slot) => slot.free);
  const { id: meeting } = await asks.hub.call('POST /api/events/:event/meetings', {
    params,
    body: { personId: somebody.id, startsAt: free?.startsAt ?? '', reason: 'Ladesäulen' },
  });

  const challenges = [];
  const applications = [];
  const criteria = [];
  for (const state of ['open', 'pitch'] as const) {
    const made = await admin.hub.call('POST /api/events/:event/challenges', {
      params,
      body: {
        companyId: company,
        title: { de: 'Gesucht' },
        brief: { de: 'Ladesäulen' },
        opensAt: inDays(-2),
        deadlineAt: inDays(1),
        criteria: [{ name: { de: 'Idee' }, weight: 1, most: 5 }],
      },
    });
    const at = { event, challenge: made.id };
    await admin.hub.call('POST /api/events/:event/challenges/:challenge/publication', { params: at });
    const application = await somebody.hub.call('POST /api/events/:event/challenges/:challenge/applications', {
      params: at,
      body: { organisationId: startup, pitch: 'Wir' },
    });
    await admin.hub.call('POST /api/events/:event/challenges/:challenge/jury', {
      params: at,
      body: { email: admin.mail },
    });
    if (state === 'pitch') {
      const rules = { opensAt: inDays(-2), deadlineAt: inDays(-1) };
      await admin.hub.call('PATCH /api/events/:event/challenges/:challenge/rules', { params: at, body: rules });
      await admin.hub.call('PUT /api/events/:event/challenges/:challenge/shortlist', {
        params: at,
        body: { roomId: room, startsAt: inDays(2.5), pitches: [{ applicationId: application.id, minutes: 5 }] },
      });
      await admin.hub.call('POST /api/events/:event/challenges/:challenge/shortlist/announcement', { params: at });
    }
    challenges.push(made.id);
    applications.push(application.id);
    criteria.push(...made.criteria.map(({ id }) => id));
  }

  const { id: type } = await admin.hub.call('POST /api/events/:event/call/types', {
    params,
    body: { name: { de: 'Vortrag' }, minutes: 30 },
  });
  const { version } = await admin.hub.call('PUT /api/events/:event/call', {
    params,
    body: { version: 0, opensAt: inDays(-2), deadlineAt: inDays(2) },
  });
  await admin.hub.call('PUT /api/events/:event/call/review', {
    params,
    body: { version, phases: [{ startsAt: inDays(-1), endsAt: inDays(3), anonymous: true }], criteria: [] },
  });
  const { id: question } = await admin.hub.call('POST /api/events/:event/forms/:form/questions', {
    params: { event, form: 'proposals' },
    body: { kind: 'line', label: { de: 'Frage' } },
  });
  const { id: proposal } = await somebody.hub.call('POST /api/events/:event/proposals', {
    params,
    body: {
      typeId: type,
      title: 'Vorschlag',
      abstract: 'Worum es geht',
      language: 'de',
      answers: { [question]: 'ja' },
    },
  });
  await somebody.hub.call('POST /api/events/:event/proposals/:proposal/submission', { params: { event, proposal } });

  const { id: file } = await somebody.hub.call('POST /api/files', {
    body: { purpose: 'image' },
    file: new File([image], 'one.png'),
  });
  const inEvent = await admin.hub.call('POST /api/events/:event/grants', {
    params,
    body: { email: `moderator-${slug}@example.org`, role: 'moderator' },
  });
  const onHub = await admin.hub.call('POST /api/admin/grants', {
    body: { email: `organiser-${slug}@example.org`, role: 'organiser' },
  });
  await hub.settled();
  const { items: batches } = await admin.hub.call('GET /api/events/:event/mail-batches', { params });
  const mails = await hub.database.database.sql<{ id: string }[]>`
    (select id from mails order by id desc limit 1) union (select id from mails where review = 'held' limit 1)`;
  const organisations = [company, startup];
  return {
    event: [event],
    organisation: organisations,
    company: organisations,
    organiser: organisations,
    entry: [entry],
    import: [programme.id],
    room: [room],
    session: [session],
    speaker: [...speakers, ...(unknown ? [unknown] : [])].map(({ id }) => id),
    stage: [stage],
    ticketType: [ticketType],
    capacity: [capacity],
    code: [code],
    registration: [registration],
    transfer: transfer ? [transfer.id] : [],
    channel: channel ? [channel] : [],
    hall: [hall],
    booth: [booth],
    request: [request],
    meeting: [meeting],
    challenge: challenges,
    application: applications,
    criterion: criteria,
    type: [type],
    question: [question],
    proposal: [proposal],
    file: [file],
    grant: [inEvent.id, onHub.id],
    mail: mails.map(({ id }) => id),
    batch: batches.map(({ id }) => id),
    person: [somebody.id, admin.id],
  };
}
