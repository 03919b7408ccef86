import { z } from 'zod';

/** What refuses a file. */
export const importProblemCodes = [
  'encoding_unreadable',
  'format_unknown',
  'json_malformed',
  'xml_malformed',
  'doctype_refused',
  'nested_too_deeply',
  'file_unreadable',
  'missing_field',
  'wrong_type',
  'time_unreadable',
  'duration_unreadable',
  'duration_too_long',
  'ends_before_start',
  'zone_unusable',
  'too_many_problems',
] as const;
export type ImportProblemCode = (typeof importProblemCodes)[number];

/** Everything the report of an import can say; pages have a sentence for each. */
export const importFindingCodes = [
  ...importProblemCodes,
  'field_unknown',
  'field_not_kept',
  'field_repeated',
  'text_not_kept',
  'text_cleaned',
  'key_refused',
  'entity_unknown',
  'zone_missing',
  'zone_unknown',
  'offset_differs_from_zone',
  'time_nonexistent',
  'time_ambiguous',
  'start_differs',
  'end_differs',
  'duration_zero',
  'outside_day',
  'day_repeated',
  'day_count_differs',
  'day_change_unreadable',
  'dates_missing',
  'date_unreadable',
  'number_unreadable',
  'key_repeated',
  'key_missing',
  'room_missing',
  'room_differs',
  'room_not_listed',
  'room_repeated',
  'room_guid_repeated',
  'track_not_listed',
  'track_repeated',
  'colour_unreadable',
  'speaker_differs',
  'acronym_pattern',
  'code_pattern',
  'guid_pattern',
  'slug_pattern',
  'language_pattern',
  'session_state',
  'address_refused',
  'address_unreadable',
  'address_without_scheme',
  'zone_differs',
  'session_gone',
  'room_overwritten',
  'session_overwritten',
  'event_undated',
  'outside_event',
] as const;

export const importFindingSchema = z.object({
  /** Place in the file: a JSON pointer, or an XML path with its line. */
  place: z.string(),
  code: z.enum(importFindingCodes),
  /** An English sentence. */
  reason: z.string(),
  /** The value that it is about, such as a title or the name of a field; empty where the code says all. */
  about: z.string(),
  count: z.number().int(),
  places: z.array(z.string()),
});
export type ImportFinding = z.output<typeof importFindingSchema>;
