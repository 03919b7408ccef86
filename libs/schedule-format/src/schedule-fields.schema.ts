import { z } from 'zod';

// What both JSON formats are built of. Patterns and address formats are not checked in schemas, because real files break
// them: those are warnings. Fields that are not required may also be null.

export const text = z.string().nullish();
export const named = z.string().trim().min(1);
export const localized = z.union([z.string(), z.null(), z.record(z.string(), z.string())]);
/** For fields that are known but not taken over: anything may stand there. */
export const other = z.unknown().optional();

export const reference = z.strictObject({ url: z.string(), title: text, type: text, service: other });

export const generator = z.strictObject({ name: text, version: text, url: other });

export type ScheduleReference = z.output<typeof reference>;
