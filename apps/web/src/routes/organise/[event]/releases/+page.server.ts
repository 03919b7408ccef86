import { hubDuring } from '#lib/hub.server.ts';
import { releaseChanges } from '#lib/organise/release-changes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [draft, schedule, releases] = await Promise.all([
    hub.call('GET /api/events/:event/draft', { params }),
    hub.call('GET /api/events/:event/schedule', { params }),
    hub.call('GET /api/events/:event/releases', { params }),
  ]);
  return { changes: releaseChanges(draft, schedule), warnings: draft.warnings.length, releases: releases.items };
};
