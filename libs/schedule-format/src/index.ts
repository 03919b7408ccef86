export { readSchedule } from './read-schedule.ts';
export type { ReadScheduleOptions, ReadScheduleResult } from './read-schedule.ts';
export { counts } from './programme-counts.ts';
export type { Finding, ProblemCode, WarningCode } from './finding.ts';
export type {
  ImportedDay,
  ImportedLink,
  ImportedProgramme,
  ImportedRoom,
  ImportedSession,
  ImportedSpeaker,
  ImportedText,
  ImportedTrack,
} from './imported-programme.ts';
export { writeScheduleJson } from './write-schedule-json.ts';
export { writeScheduleXml } from './write-schedule-xml.ts';
export type { WrittenProgramme, WrittenRoom, WrittenSession, WrittenSpeaker } from './written-programme.ts';
