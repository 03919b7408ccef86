import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventCopiesService } from '../events/event-copies.service.ts';
import { DraftCopyRepository } from './draft-copy.repository.ts';

/** What a copy of an event takes over of its programme: into the draft, without speakers. */
@Injectable()
export class DraftCopyService implements OnModuleInit {
  constructor(
    private readonly copies: EventCopiesService,
    private readonly draft: DraftCopyRepository,
  ) {}

  onModuleInit(): void {
    this.copies.register(async (tx, { from, to, takes, shift }) => {
      const none = new Map<string, string>();
      const roomIds = takes('rooms') ? await this.draft.copyRooms(tx, from.id, to.id) : none;
      const trackIds = takes('rooms') ? await this.draft.copyTracks(tx, from.id, to.id) : none;
      if (!takes('sessions')) return;
      await this.draft.copySessions(tx, from.id, to.id, trackIds, ({ roomId, startsAt, endsAt }) => {
        const [start, end] = [startsAt && shift(startsAt), endsAt && shift(endsAt)];
        // An hour that the clocks leave out may not turn its session round.
        const times =
          start && end && end >= start ? { startsAt: start, endsAt: end } : { startsAt: null, endsAt: null };
        const room = roomId && (roomIds.get(roomId) ?? null);
        return takes('times') ? { roomId: room, ...times } : { roomId: null, startsAt: null, endsAt: null };
      });
    });
  }
}
