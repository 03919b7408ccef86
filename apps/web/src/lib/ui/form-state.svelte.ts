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

  issueOf(name: string): string | undefined {
    return this.issues.find((issue) => issue.path === name)?.message;
  }

  /** The reader answered this field anew, so what was said about it is old. */
  answered(name: string): void {
    this.issues = this.issues.filter((issue) => issue.path !== name);
  }
}

const [formState, provideFormState, insideForm] = createContext<FormState>();

export { formState, insideForm, provideFormState };
