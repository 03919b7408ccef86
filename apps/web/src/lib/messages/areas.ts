import type {} from 'i18next';
import type account from './de/account.json';
import type admin from './de/admin.json';
import type calls from './de/calls.json';
import type changes from './de/changes.json';
import type challenges from './de/challenges.json';
import type chat from './de/chat.json';
import type agenda from './de/agenda.json';
import type common from './de/common.json';
import type editor from './de/editor.json';
import type events from './de/events.json';
import type programme from './de/programme.json';
import type fair from './de/fair.json';
import type findings from './de/findings.json';
import type forms from './de/forms.json';
import type live from './de/live.json';
import type media from './de/media.json';
import type organisations from './de/organisations.json';
import type outbox from './de/outbox.json';
import type organise from './de/organise.json';
import type meetings from './de/meetings.json';
import type publicPages from './de/public.json';
import type registration from './de/registration.json';
import type series from './de/series.json';
import type proposals from './de/proposals.json';
import type settings from './de/settings.json';
import type structure from './de/structure.json';

interface Messages {
  account: typeof account;
  admin: typeof admin;
  calls: typeof calls;
  changes: typeof changes;
  challenges: typeof challenges;
  chat: typeof chat;
  agenda: typeof agenda;
  common: typeof common;
  editor: typeof editor;
  events: typeof events;
  programme: typeof programme;
  fair: typeof fair;
  findings: typeof findings;
  forms: typeof forms;
  live: typeof live;
  media: typeof media;
  organisations: typeof organisations;
  organise: typeof organise;
  outbox: typeof outbox;
  meetings: typeof meetings;
  proposals: typeof proposals;
  public: typeof publicPages;
  registration: typeof registration;
  series: typeof series;
  settings: typeof settings;
  structure: typeof structure;
}

export type Area = keyof Messages;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Messages;
  }
}
