import type { ChatLine } from '@hubwerk/contracts';
import type { LineRecord } from './conversation.repository.ts';

export function lineView(line: LineRecord): ChatLine {
  return {
    sequence: line.sequence,
    author: line.authorId === null ? null : { id: line.authorId, name: line.authorName ?? '' },
    text: line.text,
    removes: line.removes,
    saidAt: line.createdAt.toISOString(),
  };
}
