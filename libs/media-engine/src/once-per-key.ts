/**
 * Makes a thing at most once per key: who asks again while it is being made, or later, gets the same one. A failed
 * attempt is forgotten, so that the next ask tries anew.
 */
export class OncePerKey<Value> {
  readonly #made = new Map<string, Promise<Value>>();

  get size(): number {
    return this.#made.size;
  }

  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#made.get(key);
    if (known) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  /** Puts `value` in the place of whatever the key had. */
  set(key: string, value: Promise<Value>): void {
    this.#made.set(key, value);
    value.catch(() => {
      if (this.#made.get(key) === value) this.#made.delete(key);
    });
  }

  forget(key: string): void {
    this.#made.delete(key);
  }
}
