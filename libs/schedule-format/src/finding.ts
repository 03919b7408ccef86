/**
 * Stable names of everything a report can say. Pages translate by these; `reason` is the English sentence.
 * Codes of the first group refuse a file, all others are warnings.
 */
export type ProblemCode =
  | 'encoding_unreadable'
  | 'format_unknown'
  | 'json_malformed'
  | 'xml_malformed'
  | 'doctype_refused'
  | 'nested_too_deeply'
  | 'file_unreadable'
  | 'missing_field'
  | 'wrong_type'
  | 'time_unreadable'
  | 'duration_unreadable'
  | 'duration_too_long'
  | 'ends_before_start'
  | 'zone_unusable'
  | 'too_many_problems';

export type WarningCode =
  | 'field_unknown'
  | 'field_not_kept'
  | 'field_repeated'
  | 'text_not_kept'
  | 'text_cleaned'
  | 'key_refused'
  | 'entity_unknown'
  | 'zone_missing'
  | 'zone_unknown'
  | 'offset_differs_from_zone'
  | 'time_nonexistent'
  | 'time_ambiguous'
  | 'start_differs'
  | 'end_differs'
  | 'duration_zero'
  | 'outside_day'
  | 'day_repeated'
  | 'day_count_differs'
  | 'day_change_unreadable'
  | 'dates_missing'
  | 'date_unreadable'
  | 'number_unreadable'
  | 'key_repeated'
  | 'key_missing'
  | 'room_missing'
  | 'room_differs'
  | 'room_not_listed'
  | 'room_repeated'
  | 'room_guid_repeated'
  | 'track_not_listed'
  | 'track_repeated'
  | 'colour_unreadable'
  | 'speaker_differs'
  | 'acronym_pattern'
  | 'code_pattern'
  | 'guid_pattern'
  | 'slug_pattern'
  | 'language_pattern'
  | 'session_state'
  | 'address_refused'
  | 'address_unreadable'
  | 'address_without_scheme';

/** One thing to say about a file. */
export interface Finding {
  /** JSON pointer (`/schedule/conference/days/0/…`) or XML path with line (`/schedule/day[1]/… (line 12)`) of the first place. */
  place: string;
  code: ProblemCode | WarningCode;
  /** An English sentence that says what is wrong there and what was done about it. */
  reason: string;
  /** The value of the file that it is about, such as a title or the name of a field; empty where the code says all. */
  about: string;
  /** How often the same was found; above 1 only for warnings. */
  count: number;
  /** The first places (at most five), `place` among them. */
  places: string[];
}
