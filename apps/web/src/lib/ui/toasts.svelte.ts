export interface Toast {
  id: number;
  message: string;
  /** Takes back what the message says was done. */
  undo?: (() => void) | undefined;
}

const shownFor = 8000;

/** Short news about what just happened, shown at the foot of the page. Called from handlers, so only in the browser. */
class Toasts {
  list = $state<Toast[]>([]);
  #last = 0;

  show(message: string, undo?: () => void): void {
    const id = ++this.#last;
    this.list.push({ id, message, undo });
    setTimeout(() => this.dismiss(id), shownFor);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
