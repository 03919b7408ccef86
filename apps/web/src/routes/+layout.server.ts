import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [me, { imprint, privacy }] = await Promise.all([hub.call('GET /api/me'), hub.call('GET /api/legal')]);
  const written = imprint.text.de || imprint.text.en;
  return {
    ...me,
    imprint: imprint.url ?? (written ? '/imprint' : null),
    privacy: privacy.url ?? '/privacy',
    language: event.locals.language,
  };
};
