import { word } from './words.ts';

/**
 * Calls a route that takes nothing but its address and answers nothing.
 * @throws Error whose message is for the reader
 */
export async function tellHub(method: 'POST' | 'PUT' | 'DELETE', path: string): Promise<void> {
  const response = await fetch(path, { method }).catch(() => null);
  if (response?.ok) return;
  const refusal = (await response?.json().catch(() => null)) as { message?: string } | null | undefined;
  throw new Error(refusal?.message ?? word('unreachable'));
}
