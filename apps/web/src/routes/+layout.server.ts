import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [{ person, hubName }, { imprint, privacy }] = await Promise.all([
    hub.call('GET /api/me'),
    hub.call('GET /api/legal'),
  ]);
  const written = imprint.text.de || imprint.text.en;
  return {
    // Nothing else of the answer: what depends on where somebody asks from must not be in a page that is kept for all.
    person,
    hubName,
    imprint: imprint.url ?? (written ? '/imprint' : null),
    privacy: privacy.url ?? '/privacy',
    language: event.locals.language,
  };
};
