import type { Nudge } from './place.ts';

type Stroke = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const plain: Record<string, Nudge> = {
  ArrowUp: 'earlier',
  ArrowDown: 'later',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'hour-earlier',
  PageDown: 'hour-later',
};
const shifted: Record<string, Nudge> = { ArrowUp: 'shorter', ArrowDown: 'longer' };

/** What a stroke does to the session in the hand; undefined for all other keys. */
export function nudgeOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Stroke): Nudge | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return (shiftKey ? shifted : plain)[key];
}

/** Whether a stroke takes back (`undo`) or does again (`redo`), as editors everywhere have it. */
export function stepOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Stroke): 'undo' | 'redo' | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo' : undefined;
}
