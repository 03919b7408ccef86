import { keepToast, takeToast, toastShownFor } from './kept-toast.ts';

export interface Toast {
  id: number;
  message: string;
  /** Takes back what the message says was done. */
  undo?: (() => void) | undefined;
}

/** Short news about what just happened, shown at the foot of the page. Called from handlers, so only in the browser. */
class Toasts {
  list = $state<Toast[]>([]);
  #last = 0;

  show(message: string, undo?: () => void): void {
    const id = ++this.#last;
    this.list.push({ id, message, undo });
    setTimeout(() => this.dismiss(id), toastShownFor);
  }

  /** Shown once the page that is to be loaded stands. */
  showOnNextPage(message: string): void {
    keepToast(message);
  }

  /** Call when a page was loaded. */
  showKept(): void {
    const message = takeToast();
    if (message) this.show(message);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
