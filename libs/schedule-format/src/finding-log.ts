import type { Said } from './said.ts';
import type { Finding, ProblemCode, WarningCode } from './finding.ts';

const MOST_PROBLEMS = 100;
const MOST_PLACES = 5;
const LONGEST_TEXT = 500;
// A hostile file can name a million different unknown fields; the report stays readable.
const MOST_KINDS_OF_WARNING = 500;

/** Collects what is found while a file is read. Warnings of one kind are counted together, problems stay single. */
export class FindingLog {
  readonly #problems: Finding[] = [];
  readonly #warnings = new Map<string, Finding>();

  problem(code: ProblemCode, place: string, reason: Said | string): void {
    if (this.#problems.length > MOST_PROBLEMS) return;
    if (this.#problems.length === MOST_PROBLEMS) {
      const rest = `There are more than ${MOST_PROBLEMS} problems; only the first ${MOST_PROBLEMS} are listed.`;
      this.#problems.push(finding('too_many_problems', place, rest));
      return;
    }
    this.#problems.push(finding(code, place, reason));
  }

  /** @param kind what makes two warnings of one code the same kind, e.g. the name of the unknown field */
  warning(code: WarningCode, place: string, reason: Said | string, kind = ''): void {
    const known = `${code}\n${kind}`;
    const key =
      this.#warnings.has(known) || this.#warnings.size < MOST_KINDS_OF_WARNING ? known : `${code}\n(further kinds)`;
    const earlier = this.#warnings.get(key);
    if (!earlier) {
      this.#warnings.set(key, finding(code, place, reason));
      return;
    }
    earlier.count += 1;
    if (earlier.places.length < MOST_PLACES) earlier.places.push(place.slice(0, LONGEST_TEXT));
  }

  get refused(): boolean {
    return this.#problems.length > 0;
  }

  get problems(): Finding[] {
    return this.#problems;
  }

  get warnings(): Finding[] {
    return [...this.#warnings.values()];
  }
}

/** Places and reasons quote the file, whose titles may be megabytes long. */
function finding(code: Finding['code'], place: string, reason: Said | string): Finding {
  const start = place.slice(0, LONGEST_TEXT);
  const { text, about } = typeof reason === 'string' ? { text: reason, about: '' } : reason;
  return {
    place: start,
    code,
    reason: text.slice(0, LONGEST_TEXT),
    about: about.slice(0, LONGEST_TEXT),
    count: 1,
    places: [start],
  };
}
