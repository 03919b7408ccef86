import { assembleProgramme } from './assemble-programme.ts';
import { decodeText } from './decode-text.ts';
import type { Finding } from './finding.ts';
import { FindingLog } from './finding-log.ts';
import type { ImportedProgramme } from './imported-programme.ts';
import { parseJson } from './parse-json.ts';
import type { RawProgramme } from './raw-programme.ts';
import { readScheduleOne } from './read-schedule-one.ts';
import { readScheduleTwo } from './read-schedule-two.ts';
import { readScheduleXml } from './read-schedule-xml.ts';
import { isZone } from './zone-clock.ts';
import { said } from './said.ts';

export interface ReadScheduleOptions {
  /** The hub's IANA zone: used, with a warning, where the file names none (or one that is not known). */
  zone: string;
}

export type ReadScheduleResult =
  | { ok: true; programme: ImportedProgramme; warnings: Finding[] }
  | { ok: false; problems: Finding[]; warnings: Finding[] };

/**
 * Reads a programme file: schedule JSON (frab, pretalx), schedule2 JSON, or schedule XML (pentabarf, frab, pretalx);
 * which one is told from its content. Never throws.
 *
 * Wrong types, missing required fields and times that cannot be read refuse the file: `problems`, at most 100, each with its
 * place. Everything else that is odd or not taken over is in `warnings`, repeated ones counted together. Texts come as
 * written (they may hold HTML or Markdown); web addresses are absolute and http(s) (links also mailto).
 *
 * The caller limits the size of the file before.
 */
export function readSchedule(file: Uint8Array | string, options: ReadScheduleOptions): ReadScheduleResult {
  const log = new FindingLog();
  try {
    const raw = readFormat(file, options, log);
    const programme = raw && assembleProgramme(raw, options.zone, log);
    if (programme && !log.refused) return { ok: true, programme, warnings: log.warnings };
  } catch (error) {
    // A file must never bring down an import job: what nobody thought of is a problem of that file.
    const detail = error instanceof Error ? error.message : 'unknown reason';
    log.problem('file_unreadable', '', `The file cannot be read: ${detail}.`);
  }
  return { ok: false, problems: log.problems, warnings: log.warnings };
}

function readFormat(file: Uint8Array | string, { zone }: ReadScheduleOptions, log: FindingLog): RawProgramme | null {
  if (!isZone(zone)) {
    log.problem('zone_unusable', '', said`The hub's time zone "${zone}" is not known. Name one like Europe/Berlin.`);
    return null;
  }
  const text = decodeText(file, log);
  if (text === null) return null;
  const start = text.trimStart();
  if (start.startsWith('<')) return readScheduleXml(text, log);
  if (!start.startsWith('{')) {
    const reason =
      'This is no programme file: expected schedule JSON or schedule XML, as frab, pretalx and pentabarf write it.';
    log.problem('format_unknown', '', reason);
    return null;
  }
  const json = parseJson(text, log);
  if (json === undefined || log.refused) return null;
  return isScheduleTwo(json) ? readScheduleTwo(json, log) : readScheduleOne(json, log);
}

/** schedule2 keeps its sessions in `schedule.events`; version 1 has no such field. */
function isScheduleTwo(json: unknown): boolean {
  const schedule = isObject(json) ? json['schedule'] : undefined;
  return isObject(schedule) && 'events' in schedule;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
