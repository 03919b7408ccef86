import { Controller } from '@nestjs/common';
import { programmeDraftRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { DraftService } from './draft.service.ts';
import { SpeakerService } from './speaker.service.ts';

type Input<R extends keyof typeof programmeDraftRoutes> = RouteInput<(typeof programmeDraftRoutes)[R]>;

@Controller()
export class DraftController {
  constructor(
    private readonly draft: DraftService,
    private readonly speakers: SpeakerService,
  ) {}

  @Handles(programmeDraftRoutes.readDraft)
  read(input: Input<'readDraft'>, asker: Asker) {
    return this.draft.read(input, asker);
  }

  @Handles(programmeDraftRoutes.readDraftSession)
  readSession(input: Input<'readDraftSession'>) {
    return this.draft.readSession(input);
  }

  @Handles(programmeDraftRoutes.createSession)
  createSession(input: Input<'createSession'>) {
    return this.draft.createSession(input);
  }

  @Handles(programmeDraftRoutes.editSession)
  editSession(input: Input<'editSession'>) {
    return this.draft.editSession(input);
  }

  @Handles(programmeDraftRoutes.deleteSession)
  deleteSession(input: Input<'deleteSession'>) {
    return this.draft.deleteSession(input);
  }

  @Handles(programmeDraftRoutes.placeSession)
  place(input: Input<'placeSession'>) {
    return this.draft.place(input);
  }

  @Handles(programmeDraftRoutes.setSpeakers)
  setSpeakers(input: Input<'setSpeakers'>, asker: Asker) {
    return this.speakers.setSpeakers(input, asker);
  }

  @Handles(programmeDraftRoutes.inviteSpeaker)
  inviteSpeaker(input: Input<'inviteSpeaker'>, asker: Asker) {
    return this.speakers.invite(input, asker);
  }

  @Handles(programmeDraftRoutes.setSpeakerAvailability)
  setAvailability(input: Input<'setSpeakerAvailability'>) {
    return this.speakers.setAvailability(input);
  }

  @Handles(programmeDraftRoutes.editProgrammeSettings)
  editSettings(input: Input<'editProgrammeSettings'>) {
    return this.draft.editSettings(input);
  }

  @Handles(programmeDraftRoutes.createRoom)
  createRoom(input: Input<'createRoom'>) {
    return this.draft.createRoom(input);
  }

  @Handles(programmeDraftRoutes.editRoom)
  editRoom(input: Input<'editRoom'>) {
    return this.draft.editRoom(input);
  }
}
