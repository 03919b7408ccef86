import { randomUUID } from 'node:crypto';
import type { HubSocket } from '@hubwerk/client/socket';
import { v7 } from 'uuid';
import type { MediaAdmission } from '../../apps/hub/src/media/media-room-owners.ts';
import { MediaService } from '../../apps/hub/src/media/media.service.ts';
import { opusParameters, ScriptedTransport } from './scripted-media-client.ts';
import { startTestHub, type TestHub, type TestPerson } from './test-hub.ts';

/* A room for video in which a speaker and a viewer are let in. One hub for a whole test file, a room for each test. */

export let hub: TestHub;
export let media: MediaService;
export let speaker: TestPerson;
export let viewer: TestPerson;
export let room: `meeting:${string}`;
/** Who is let into the room, by their ids; a test may change it. */
export const admitted = new Map<string, MediaAdmission>();
const open: { close(): unknown }[] = [];

/** Starts the hub with live video on these ports; close it after use. */
export async function startMediaRoomHub(ports: { min: number; max: number }): Promise<void> {
  hub = await startTestHub({ media: ports });
  media = hub.running.app.get(MediaService);
  speaker = await hub.person('Speaker');
  viewer = await hub.person('Viewer');
}

/** Before each test. */
export function makeRoom(): void {
  room = `meeting:${v7()}`;
  admitted.clear();
  admitted.set(speaker.id, 'speaker').set(viewer.id, 'viewer');
  media.own('meeting', async (_, { personId }) => admitted.get(personId) ?? null);
}

/** After each test: closes whatever it opened. */
export async function leaveRoom(): Promise<void> {
  for (const one of open.splice(0)) await one.close();
}

export function socketOf(person: TestPerson): HubSocket {
  const socket = person.socket();
  open.push(socket);
  return socket;
}

/** Asks once more who is let in, as after every change of a right. */
export const rolesChanged = () => hub.database.database.transaction((tx) => media.rolesChanged(tx, room));

export type Entered = Awaited<ReturnType<typeof enter>>;

/** One more socket of the person in the room, and the news it hears of it. */
export async function enter(person: TestPerson) {
  const socket = socketOf(person);
  const news: { name: string; payload: object }[] = [];
  for (const name of [
    'media:published',
    'media:unpublished',
    'media:muted',
    'media:reset',
    'media:role_changed',
  ] as const) {
    socket.on(name, (payload) => payload.room === room && news.push({ name, payload }));
  }
  const joined = await socket.request('media:join', { room });
  const transport = async (direction: 'send' | 'receive') => {
    const opened = await ScriptedTransport.open(
      {
        createTransport: () => socket.request('media:transport', { room, direction }),
        connectTransport: (transportId, dtlsParameters) =>
          socket.request('media:connect', { room, transportId, dtlsParameters }),
      },
      direction,
    );
    open.push(opened);
    return opened;
  };
  return { socket, news, joined, transport };
}

/** Publishes a microphone under that number of an RTP stream; the request can be sent again as it was. */
export async function publish({ socket, joined, transport }: Entered, ssrc: number) {
  const way = await transport('send');
  const request = {
    room,
    transportId: way.id,
    source: 'microphone' as const,
    rtpParameters: opusParameters(joined.rtpCapabilities, ssrc),
    token: randomUUID(),
  };
  const { streamId } = await socket.request('media:publish', request);
  return { way, request, streamId };
}
