import { createContext } from 'svelte';

export interface Issue {
  /** Name of the field, with dots inside translated or nested ones: `email`, `title.de`. */
  path: string;
  message: string;
}

/** What a form knows about its last submission; fields read their own issue from it. */
export class FormState {
  busy = $state(false);
  message = $state<string>();
  issues = $state<Issue[]>([]);
  /** Fields that show their issue; by what they are called now, as those of a list change their number. */
  readonly #showing = new Set<() => string>();

  issueOf(name: string): string | undefined {
    return this.issues.find((issue) => issue.path === name)?.message;
  }

  /** A field says that it shows its issue, until the returned function is called. */
  show(name: () => string): () => void {
    this.#showing.add(name);
    return () => this.#showing.delete(name);
  }

  /** Takes a refusal. What no field shows is said above all of them: nothing is swallowed. */
  refuse(message: string, issues: Issue[]): void {
    const shown = new Set([...this.#showing].map((name) => name()));
    const elsewhere = issues.filter(({ path }) => !shown.has(path)).map((issue) => issue.message);
    this.issues = issues;
    this.message = [...new Set([message, ...elsewhere])].join(' ');
  }

  /** The reader answered this field anew, so what was said about it is old. */
  answered(name: string): void {
    this.issues = this.issues.filter((issue) => issue.path !== name);
  }
}

const [formState, provideFormState, insideForm] = createContext<FormState>();

export { formState, insideForm, provideFormState };
