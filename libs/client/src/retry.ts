const firstPause = 500;
const longestPause = 30_000;

/** Tries something again after ever longer pauses, and not in step with everybody else who lost the same hub. */
export class Retry {
  readonly #again: () => void;
  #failures = 0;
  #ended = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(again: () => void) {
    this.#again = again;
  }

  /** How often in a row it has failed. */
  get failures(): number {
    return this.#failures;
  }

  /** It failed: it is tried again after a pause of half a second, one, two … up to thirty, each off by up to a half. */
  failed(): void {
    const pause = Math.min(firstPause * 2 ** this.#failures, longestPause);
    this.#failures += 1;
    this.stop();
    if (this.#ended) return;
    this.#timer = setTimeout(this.#again, pause * (0.5 + Math.random()));
  }

  /** Should it fail once more, the first pause is short again. */
  worked(): void {
    this.#failures = 0;
    this.stop();
  }

  /** Takes back the try that is waiting, if any. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Nothing is tried any more, also when something that is still under way fails. */
  end(): void {
    this.#ended = true;
    this.stop();
  }
}
