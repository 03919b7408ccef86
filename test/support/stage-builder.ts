import { v7 } from 'uuid';
import {
  rooms,
  sessions,
  sessionSpeakers,
  slots,
  speakers,
} from '../../apps/hub/src/database/tables/programme.table.ts';
import type { TestHub, TestPerson } from './test-hub.ts';

/** A published event with one room that is a stage, and a session in it that `speaker` gives. */
export async function buildStage(hub: TestHub, admin: TestPerson, speaker: TestPerson) {
  const event = `event-${v7()}`;
  const made = await admin.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'startup_night',
      format: 'hybrid',
      title: { de: 'Startup-Nacht' },
      zone: 'Europe/Berlin',
    },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params: { event } });
  const roomId = await addRoom(hub, made.id, 'Lichthof');
  await hub.database.database.transaction(async (tx) => {
    const [session, speaking] = [v7(), v7()];
    await tx.insert(sessions).values({ id: session, eventId: made.id, title: { de: 'Pitch' } });
    await tx.insert(slots).values({ sessionId: session, roomId });
    await tx.insert(speakers).values({ id: speaking, eventId: made.id, personId: speaker.id, name: speaker.name });
    await tx.insert(sessionSpeakers).values({ sessionId: session, speakerId: speaking, position: 0 });
  });
  const stage = await admin.hub.call('POST /api/events/:event/stages', { params: { event }, body: { roomId } });
  return { event, eventId: made.id, roomId, stage: stage.id };
}

export async function addRoom(hub: TestHub, eventId: string, name: string): Promise<string> {
  const id = v7();
  await hub.database.database.transaction((tx) => tx.insert(rooms).values({ id, eventId, name }));
  return id;
}
