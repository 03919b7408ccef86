import { expect, test } from 'vitest';
import { loggedPath } from './logged-path.ts';

test('a path is logged without its query, and without the secret of a calendar', () => {
  expect(loggedPath('/api/events?search=Erika')).toBe('/api/events');
  expect(loggedPath(`/api/agenda/${'s'.repeat(48)}/calendar.ics`)).toBe('/api/agenda/…');
});
