import { Injectable } from '@nestjs/common';
import type { ImportCounts, ImportFinding } from '@hubwerk/contracts';
import { counts, type ImportedProgramme } from '@hubwerk/schedule-format';
import type { Transaction } from '../database/database.ts';
import type { EventRecord } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { DraftRepository } from './draft.repository.ts';
import { findingsInEvent } from './import-findings.ts';
import { ImportedDraftRepository } from './imported-draft.repository.ts';
import { importedText, languageOf } from './imported-text.ts';
import { overwrittenFindings } from './overwritten-findings.ts';
import { dayChangeOf } from './programme-day.ts';
import { SpeakingRightsService } from './speaking-rights.service.ts';

type Progress = (share: number) => void;

/** Brings a programme that was read from a file into an event's draft. */
@Injectable()
export class ScheduleImporter {
  constructor(
    private readonly draft: DraftRepository,
    private readonly imported: ImportedDraftRepository,
    private readonly persons: PersonService,
    private readonly speakingRights: SpeakingRightsService,
  ) {}

  /**
   * Writes all of it in the caller's transaction. What an earlier import brought in is found by the file's own keys and
   * changed; sessions that are gone from the file stay, with a finding.
   * @param onProgress hears shares from 0 to 1
   */
  async write(
    tx: Transaction,
    event: EventRecord,
    programme: ImportedProgramme,
    onProgress: Progress,
  ): Promise<{ counts: ImportCounts; findings: ImportFinding[] }> {
    await this.draft.lock(tx, event.id);
    return this.speakingRights.during(tx, event.id, () => this.writeAll(tx, event, programme, onProgress));
  }

  private async writeAll(tx: Transaction, event: EventRecord, programme: ImportedProgramme, onProgress: Progress) {
    const eventId = event.id;
    const otherwise = languageOf(programme.languages[0]) ?? 'en';
    await this.imported.setDays(
      tx,
      eventId,
      dayChangeOf(programme),
      programme.days.map(({ date }) => date),
    );
    const known = await this.imported.sessionKeys(tx, eventId);
    const editedRooms = await this.imported.listEditedRooms(tx, eventId);
    const editedSessions = await this.imported.listEditedSessions(tx, eventId);
    const stateOfEdited = async () => ({
      rooms: await this.imported.listRooms(tx, editedRooms),
      sessions: await this.imported.listSessions(tx, editedSessions),
    });
    const before = await stateOfEdited();
    const rooms = await this.imported.putRooms(
      tx,
      programme.rooms.map(({ key, name, description, capacity, position }) => ({
        eventId,
        importKey: key,
        name,
        description: importedText(description, null, otherwise),
        capacity,
        position,
      })),
    );
    const tracks = await this.imported.putTracks(
      tx,
      programme.tracks.map(({ name, colour }, position) => ({
        eventId,
        importKey: `name:${name}`,
        name,
        colour,
        position,
      })),
    );
    onProgress(0.1);
    const speakerIds = await this.putSpeakers(tx, eventId, programme, otherwise);
    onProgress(0.4);
    const sessionIds = await this.imported.putSessions(
      tx,
      programme.sessions.map((session) => ({
        eventId,
        importKey: session.key,
        guid: session.guid,
        code: session.code ?? session.id,
        kind: session.type,
        title: importedText(session.title, session.language, otherwise),
        subtitle: importedText(session.subtitle, session.language, otherwise),
        abstract: importedText(session.abstract, session.language, otherwise),
        description: importedText(session.description, session.language, otherwise),
        language: session.language,
        trackId: session.track === null ? null : (tracks.get(`name:${session.track}`) ?? null),
        links: session.links,
        attachments: session.attachments,
        logoUrl: session.logoUrl,
        url: session.url,
        recordingLicence: session.recording.licence,
        recordingOptOut: session.recording.optOut,
      })),
    );
    onProgress(0.7);
    const idOf = (key: string) => sessionIds.get(key) ?? '';
    await this.imported.putSlots(
      tx,
      programme.sessions.map(({ key, room, startsAt, endsAt }) => ({
        sessionId: idOf(key),
        roomId: room === null ? null : (rooms.get(room) ?? null),
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      })),
    );
    onProgress(0.85);
    await this.imported.putSessionSpeakers(
      tx,
      [...sessionIds.values()],
      programme.sessions.flatMap((session) =>
        session.speakers.map(({ key, role }, position) => ({
          sessionId: idOf(session.key),
          speakerId: speakerIds.get(key) ?? '',
          position,
          role,
        })),
      ),
    );
    const gone = await this.imported.listGone(
      tx,
      eventId,
      programme.sessions.map(({ key }) => key),
    );
    const overwritten = overwrittenFindings(before, await stateOfEdited());
    await this.imported.markAsImported(tx, [...rooms.values()], [...sessionIds.values()]);
    onProgress(0.95);
    const newSessions = programme.sessions.filter(({ key }) => !known.has(key)).length;
    return {
      counts: { ...counts(programme), newSessions },
      findings: [...findingsInEvent(event, programme, gone), ...overwritten],
    };
  }

  /** Whom an earlier import made stays who they are; others are people the hub knows by name only, until they are claimed. */
  private async putSpeakers(tx: Transaction, eventId: string, programme: ImportedProgramme, otherwise: 'de' | 'en') {
    const known = await this.imported.speakerPersons(tx, eventId);
    const added = programme.speakers.filter(({ key }) => !known.has(key));
    const made = await this.persons.addUnknown(
      tx,
      added.map(({ name }) => name),
    );
    const people = new Map([...known, ...added.map(({ key }, index) => [key, made[index] ?? ''] as const)]);
    return this.imported.putSpeakers(
      tx,
      programme.speakers.map(({ key, name, biography, avatarUrl, links }) => ({
        eventId,
        personId: people.get(key) ?? '',
        importKey: key,
        name,
        biography: importedText(biography, null, otherwise),
        avatarUrl,
        links,
      })),
    );
  }
}
