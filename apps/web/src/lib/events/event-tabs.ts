/** The pages of an event, in order: where each lies below `/events/<slug>`, and the key of its text in `events`. */
export const eventTabs = [
  { path: '', label: 'tab.overview' },
  { path: '/schedule', label: 'tab.schedule' },
  { path: '/speakers', label: 'tab.speakers' },
  { path: '/stage', label: 'tab.stages' },
] as const;
