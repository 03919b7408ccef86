const key = 'toast';

/** Keeps a message until the page that is to be loaded stands. */
export function keepToast(message: string): void {
  sessionStorage.setItem(key, message);
}

/** What was kept for this page; null mostly. */
export function takeToast(): string | null {
  const message = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return message;
}

/** How long a toast is shown, in milliseconds. */
export const toastShownFor = 8000;
