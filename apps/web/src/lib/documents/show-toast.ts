import { toastShownFor } from '#lib/ui/kept-toast.ts';
import { toastShape } from './words.ts';

/** Says short news at the foot of the page. */
export function showToast(message: string): void {
  const toast = toastShape();
  const [text, close] = [toast.querySelector('p'), toast.querySelector('button')];
  if (text) text.textContent = message;
  close?.addEventListener('click', () => toast.remove());
  setTimeout(() => toast.remove(), toastShownFor);
  document.querySelector('#toasts')?.append(toast);
}
