import type { ImportProblemCode } from '@hubwerk/contracts';
import type { ScheduleImport } from './schedule-import.ts';

const problems: Record<ImportProblemCode, true> = {
  encoding_unreadable: true,
  format_unknown: true,
  json_malformed: true,
  xml_malformed: true,
  doctype_refused: true,
  nested_too_deeply: true,
  file_unreadable: true,
  missing_field: true,
  wrong_type: true,
  time_unreadable: true,
  duration_unreadable: true,
  duration_too_long: true,
  ends_before_start: true,
  zone_unusable: true,
  too_many_problems: true,
};

/** Whether a finding refuses its file; all others are only told. */
export const isProblem = ({ code }: ScheduleImport['findings'][number]): boolean => Object.hasOwn(problems, code);
