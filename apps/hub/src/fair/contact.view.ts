import type { ContactRecord } from './contact.repository.ts';

export function contactView(request: ContactRecord, channelId: string | undefined) {
  return {
    id: request.id,
    boothId: request.boothId,
    visitor: { id: request.visitorId, name: request.visitorName },
    message: request.message,
    state: request.state,
    askedAt: request.createdAt.toISOString(),
    answeredBy: request.answeredBy ? { id: request.answeredBy, name: request.answererName ?? '' } : null,
    answeredAt: request.answeredAt?.toISOString() ?? null,
    endedAt: request.endedAt?.toISOString() ?? null,
    channelId: channelId ?? null,
  };
}
