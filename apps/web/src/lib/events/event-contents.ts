/** What an event has to see, beyond what every event has. */
export interface EventContents {
  programme: boolean;
  stages: boolean;
  fair: boolean;
  challenges: boolean;
}
