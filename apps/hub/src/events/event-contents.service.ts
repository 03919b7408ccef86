import { Injectable } from '@nestjs/common';
import type { eventContents } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import type { EventRecord } from './event.repository.ts';

type Content = (typeof eventContents)[number];

/** Whether there is anything of it that the asker may see; asked with every page of the event, so let it be one small query. */
type ContentSource = (event: EventRecord, asker: Asker | null) => Promise<boolean>;

/** Features that give an event something to see register here; events say what there is and know none of them. */
@Injectable()
export class EventContentsService {
  private readonly sources = new Map<Content, ContentSource>();

  register(content: Content, source: ContentSource): void {
    this.sources.set(content, source);
  }

  async of(event: EventRecord, asker: Asker | null): Promise<Record<Content, boolean>> {
    const has = async (content: Content) => (await this.sources.get(content)?.(event, asker)) ?? false;
    const [programme, call, stages, fair, challenges] = await Promise.all([
      has('programme'),
      has('call'),
      has('stages'),
      has('fair'),
      has('challenges'),
    ]);
    return { programme, call, stages, fair, challenges };
  }
}
