import { createSubscriber } from 'svelte/reactivity';

/** The present moment; whoever reads `at` while rendering is rendered again every second, and one interval serves all. */
class Now {
  #subscribe = createSubscriber((update) => {
    const interval = setInterval(update, 1000);
    return () => clearInterval(interval);
  });

  get at(): Date {
    this.#subscribe();
    return new Date();
  }
}

export const now = new Now();
