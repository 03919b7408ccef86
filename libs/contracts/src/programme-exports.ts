import { z } from 'zod';
import { atEvent } from './events.ts';
import { route } from './route.ts';

const document = z.enum(['schedule.json', 'schedule.xml']);

export const programmeExportRoutes = {
  exportSchedule: route('GET /api/events/:event/export/:document', {
    summary: 'The latest release as a programme file, in the schedule formats of frab and pretalx',
    access: 'public',
    params: atEvent.extend({ document }),
    response: 'bytes',
  }),
  exportDraft: route('GET /api/events/:event/draft/export/:document', {
    summary:
      'The placed and confirmed sessions of the draft as a programme file, with their texts as they were written',
    access: { can: 'programme.edit' },
    params: atEvent.extend({ document }),
    response: 'bytes',
  }),
};
