/** A speaker as the hub takes them: one of the programme, or somebody with an address who is invited. */
export type SpeakerChoice =
  { speakerId: string; email?: undefined; name?: undefined } | { speakerId?: undefined; email: string; name: string };

/** With the name to show. */
export interface NamedSpeaker {
  name: string;
  choice: SpeakerChoice;
}

export function speakerKey({ choice }: NamedSpeaker): string {
  return choice.speakerId ?? choice.email;
}
