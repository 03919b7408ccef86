import type { Event } from './event.ts';

interface EventTab {
  /** Where it lies below `/events/<slug>`. */
  path: string;
  /** Key of its text in `events`. */
  label:
    | 'tab.overview'
    | 'tab.schedule'
    | 'tab.speakers'
    | 'tab.stages'
    | 'tab.fair'
    | 'tab.meetings'
    | 'tab.challenges'
    | 'tab.call';
  /** Without this of the event only its team has the tab; missing where every event has it. */
  needs?: keyof Event['has'];
}

/** The pages of an event, in order. */
export const eventTabs: readonly EventTab[] = [
  { path: '', label: 'tab.overview' },
  { path: '/schedule', label: 'tab.schedule', needs: 'programme' },
  { path: '/speakers', label: 'tab.speakers', needs: 'programme' },
  { path: '/call', label: 'tab.call', needs: 'call' },
  { path: '/stage', label: 'tab.stages', needs: 'stages' },
  { path: '/fair', label: 'tab.fair', needs: 'fair' },
  { path: '/meetings', label: 'tab.meetings' },
  { path: '/challenges', label: 'tab.challenges', needs: 'challenges' },
];
