import type { EventRights } from './event.ts';

/**
 * The pages of an event, in order: where each lies below `/events/<slug>`, the key of its text in `events`, and, where
 * not everybody has it, who does.
 */
export const eventTabs = [
  { path: '', label: 'tab.overview' },
  { path: '/schedule', label: 'tab.schedule' },
  { path: '/speakers', label: 'tab.speakers' },
  { path: '/stage', label: 'tab.stages' },
  { path: '/organise', label: 'tab.organise', shown: (rights: EventRights) => rights.edit || rights.moderate },
] as const;
