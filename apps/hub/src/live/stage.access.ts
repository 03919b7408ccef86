/** What is known about who stands before a stage. */
export interface StageFacts {
  /** Holds `stage.moderate` for the event. */
  moderator: boolean;
  /** Holds a role in the event. */
  team: boolean;
  speaksInRoom: boolean;
  speaksAtEvent: boolean;
  registered: boolean;
  takesRegistrations: boolean;
}

/** Everybody who came for the event; anybody signed in where there is nothing to register for. */
export const mayWatch = (facts: StageFacts): boolean =>
  facts.registered ||
  facts.team ||
  facts.moderator ||
  facts.speaksInRoom ||
  facts.speaksAtEvent ||
  !facts.takesRegistrations;

/** Go on air, send and end: who speaks in this room at any time, and moderators. */
export const mayPerform = (facts: StageFacts): boolean => facts.moderator || facts.speaksInRoom;
