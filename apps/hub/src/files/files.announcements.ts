import { announcement } from '../platform/announcement.ts';

/** The rows of these files are gone; their bytes must follow. */
export const filesRemoved = announcement<{ fileIds: string[] }>('files.removed');
