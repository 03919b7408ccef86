const inBrowser = 'document' in globalThis;

/** The present moment; whoever reads `at` while rendering is rendered again every second. */
class Now {
  #at = $state.raw(new Date());

  constructor() {
    if (inBrowser) setInterval(() => (this.#at = new Date()), 1000);
  }

  get at(): Date {
    return inBrowser ? this.#at : new Date();
  }
}

export const now = new Now();
