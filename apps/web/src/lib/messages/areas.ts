import type {} from 'i18next';
import type account from './de/account.json';
import type common from './de/common.json';
import type events from './de/events.json';
import type publicPages from './de/public.json';

interface Messages {
  account: typeof account;
  common: typeof common;
  events: typeof events;
  public: typeof publicPages;
}

export type Area = keyof Messages;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Messages;
  }
}
