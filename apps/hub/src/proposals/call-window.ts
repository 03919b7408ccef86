/** Until when somebody may hand in: the deadline, or what an organiser has let them have, if that is later. */
export function openUntil(deadlineAt: Date, extendedUntil: Date | undefined): Date {
  return extendedUntil && extendedUntil > deadlineAt ? extendedUntil : deadlineAt;
}

/** The review phase that goes on at an instant; its end does not belong to it. */
export function phaseAt<P extends { startsAt: Date; endsAt: Date }>(phases: readonly P[], now: Date): P | undefined {
  return phases.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
}

/** Phases by their beginning. @returns the place in `phases` of one that begins before another has ended; -1 without one */
export function firstOverlap(phases: readonly { startsAt: Date; endsAt: Date }[]): number {
  return phases.findIndex((phase, index) =>
    phases.some(
      (other, place) =>
        place !== index &&
        other.startsAt < phase.endsAt &&
        phase.startsAt < other.endsAt &&
        (other.startsAt < phase.startsAt || (other.startsAt.getTime() === phase.startsAt.getTime() && place < index)),
    ),
  );
}
