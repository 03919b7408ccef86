import type { CallRecord, CriterionRecord, PhaseRecord, SessionTypeRecord } from './call.repository.ts';

/** A call that is out: it has a window. */
export type OpenCall = CallRecord & { opensAt: Date; deadlineAt: Date };

export const isOut = (call: CallRecord | undefined): call is OpenCall => Boolean(call?.opensAt && call.deadlineAt);

export const sessionTypeView = ({ id, name, minutes }: SessionTypeRecord) => ({ id, name, minutes });

export const criterionView = ({ id, name, weight, most }: CriterionRecord) => ({ id, name, weight, most });

export const phaseView = ({ startsAt, endsAt, anonymous }: PhaseRecord) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  anonymous,
});

export const windowView = ({ opensAt, deadlineAt, intro }: OpenCall) => ({
  opensAt: opensAt.toISOString(),
  deadlineAt: deadlineAt.toISOString(),
  intro,
});
