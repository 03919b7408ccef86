import type { DemoEvent } from './demo-event.ts';
import { demoGatherings } from './demo-gatherings.ts';
import { demoWorkshops } from './demo-workshops.ts';

export const demoWeek = {
  slug: 'startupweek-ruhr',
  title: { de: 'startupweek:RUHR', en: 'startupweek:RUHR' },
  summary: {
    de: 'Eine Woche, sechs Städte: Startup-Nights, Challenge-Pitches, Hackathon, Messe und Werkstätten für alle, die im Revier gründen oder mit Start-ups arbeiten.',
    en: 'One week, six cities: Startup-Nights, challenge pitches, a hackathon, a fair and workshops for all who found a company in the Ruhr or work with those who do.',
  },
};

export const demoEvents: DemoEvent[] = [...demoGatherings, ...demoWorkshops];
