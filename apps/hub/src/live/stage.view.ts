import type { StageRecord } from './stage.repository.ts';

export function stageStateView({ state, onAirAt, endedAt }: StageRecord) {
  return { state, onAirAt: onAirAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null };
}

export function stageView(stage: StageRecord) {
  return { id: stage.id, roomId: stage.roomId, name: stage.name, ...stageStateView(stage) };
}
