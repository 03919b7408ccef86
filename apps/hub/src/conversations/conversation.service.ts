import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  conversationNotices,
  type ChannelKind,
  type conversationMessages,
  type conversationRoutes,
  type RouteInput,
} from '@hubwerk/contracts';
import type { z } from 'zod';
import { Database, type Transaction } from '../database/database.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { ChannelOwners, type ChannelOwner, type ChannelRights } from './channel-owners.ts';
import { ConversationRepository, type ChannelRecord, type LineRecord } from './conversation.repository.ts';
import { lineView } from './line.view.ts';

type Payload<M extends keyof typeof conversationMessages> = z.output<(typeof conversationMessages)[M]['payload']>;

/** Channels and what is said in them. */
@Injectable()
export class ConversationService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly owners: ChannelOwners,
    private readonly audit: Audit,
    private readonly sockets: Sockets,
    private readonly audiences: Audiences,
  ) {}

  onModuleInit(): void {
    this.audiences.guard('channel', { check: (channelId, asker) => this.enter(channelId, asker) });
  }

  /** The feature that owns the things of a kind decides who may do what in their channels. */
  own(kind: ChannelKind, owner: ChannelOwner): void {
    this.owners.register(kind, owner);
  }

  /** @returns the id of the channel of a thing, made if it has none; for the feature that owns it */
  open(tx: Transaction, kind: ChannelKind, subjectId: string): Promise<string> {
    return this.conversations.open(tx, kind, subjectId);
  }

  /** Takes the channels of things that go away, with what was said in them; for the feature that owns them. */
  close(tx: Transaction, kind: ChannelKind, subjectIds: string[]): Promise<void> {
    return this.conversations.deleteChannels(tx, kind, subjectIds);
  }

  /** @returns the ids of the channels of things that have one, by the things' ids */
  async channelIds(kind: ChannelKind, subjectIds: string[]): Promise<Map<string, string>> {
    const channels = await this.conversations.listChannels(kind, subjectIds);
    return new Map(channels.map(({ subjectId, id }) => [subjectId, id]));
  }

  async listLines({ params, query }: RouteInput<typeof conversationRoutes.listLines>, asker: Asker) {
    const { channel } = await this.enter(params.channel, asker);
    if (query.after === undefined) {
      return { items: (await this.conversations.listLatest(channel.id, query.limit)).map(lineView), next: null };
    }
    const rows = await this.conversations.listAfter(channel.id, query.after, query.limit + 1);
    const items = rows.slice(0, query.limit).map(lineView);
    return { items, next: rows.length > query.limit ? String(items.at(-1)?.sequence) : null };
  }

  async join({ channel: id }: Payload<'joinChat'>, asker: Asker) {
    const { channel, rights } = await this.enter(id, asker);
    return { sequence: channel.lastSequence, say: rights.say, moderate: rights.moderate };
  }

  async say({ channel: id, text, token }: Payload<'say'>, asker: Asker) {
    const { rights } = await this.enter(id, asker);
    if (!rights.say) throw new HubError('not_possible_now');
    const line = await this.database.transaction(async (tx) => {
      const channel = await this.conversations.lockChannel(tx, id);
      const repeated = await this.conversations.findByToken(tx, id, asker.personId, token);
      return repeated ?? this.append(tx, channel, { authorId: asker.personId, text, token });
    });
    return lineView(line);
  }

  async remove({ channel: id, sequence }: Payload<'removeLine'>, asker: Asker) {
    const { channel: known, rights } = await this.enter(id, asker);
    if (!rights.moderate) throw notFound();
    const entry = await this.database.transaction(async (tx) => {
      const channel = await this.conversations.lockChannel(tx, id);
      const line = await this.conversations.getLine(tx, id, sequence);
      if (line.text === null) throw new HubError('already_done');
      await this.conversations.blank(tx, line.id);
      await this.audit.record(tx, {
        action: 'line.removed',
        subject: { kind: 'line', id: line.id },
        details: { channel: { kind: known.kind, subjectId: known.subjectId }, authorId: line.authorId },
      });
      return this.append(tx, channel, { authorId: asker.personId, text: null, removes: sequence });
    });
    return lineView(entry);
  }

  /** The channel and what the asker may do in it. @throws HubError not_found for who may not even read */
  private async enter(id: string, asker: Asker): Promise<{ channel: ChannelRecord; rights: ChannelRights }> {
    const channel = await this.conversations.getChannel(id);
    const rights = await this.owners.rights(channel, asker);
    if (!rights.read) throw notFound();
    return { channel, rights };
  }

  private async append(
    tx: Transaction,
    channel: ChannelRecord,
    line: Parameters<ConversationRepository['append']>[2],
  ): Promise<LineRecord> {
    const appended = await this.conversations.append(tx, channel, line);
    this.database.onCommit(tx, () =>
      this.sockets.tell(`channel:${channel.id}`, conversationNotices.said, {
        channel: channel.id,
        line: lineView(appended),
      }),
    );
    return appended;
  }
}
