import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '@hubwerk/contracts/language';
import { launchChromium } from '../../support/chromium.ts';
import { freePort } from '../../support/free-port.ts';
import { startTestHub, type TestHub } from '../../support/test-hub.ts';
import type { Browser } from 'playwright-core';
import { textsIn, type Texts } from './texts.ts';
import type { Guest } from './guest.ts';

/** How the day is looked at. */
export interface Setting {
  language: Language;
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
}

/** What the chapters share: the hub, a browser, and what stands there since an earlier chapter. */
export interface Day {
  setting: Setting;
  hub: TestHub;
  browser: Browser;
  t: Texts;
  /** Everybody who came, by name; one browser of their own each. */
  guests: Map<string, Guest>;
  /** What nobody may see: errors in a console, requests to somewhere else, findings of axe. */
  problems: string[];
  /** Slug of the event. */
  event: string;
  /** Calendar days in the event's zone, such as `2026-09-08`. */
  today: string;
  tomorrow: string;
}

const builtPages = resolve(import.meta.dirname, '../../../apps/web/build/handler.js');
const zone = 'Europe/Berlin';
/** By the calendar: a day in the zone may have 23 or 25 hours. */
const dayAfter = (date: string) => new Date(Date.parse(date) + 24 * 60 * 60_000).toISOString().slice(0, 10);
const dateIn = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

/** Opens the doors: an empty hub with live video on the ports `media`, and a browser. */
export async function openDay(setting: Setting, media: { min: number; max: number }): Promise<Day> {
  if (!existsSync(builtPages)) {
    throw new Error('The pages are not built: run `npx vite build` in apps/web first (`npm test` does it by itself).');
  }
  const port = await freePort();
  const hub = await startTestHub({
    media,
    environment: { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://localhost:${port}` },
  });
  const today = dateIn(new Date());
  return {
    setting,
    hub,
    browser: await launchChromium(),
    t: textsIn(setting.language),
    guests: new Map(),
    problems: [],
    event: 'startup-nacht',
    today,
    tomorrow: dayAfter(today),
  };
}

/** It is `at` now, for the hub and for everybody who came. */
export async function passTo({ hub, guests }: Day, at: Date): Promise<void> {
  hub.clock.set(at.toISOString());
  for (const { context } of guests.values()) await context.clock.setFixedTime(at);
}

/** Paths somebody came to and axe never looked at. */
export function pagesNotInspected({ guests }: Day): string[] {
  const pages = [...guests.values()];
  const inspected = new Set(pages.flatMap((guest) => [...guest.inspected]));
  return pages.flatMap(({ visited }) => [...visited]).filter((path) => !inspected.has(path));
}

export async function closeDay(day: Day | undefined): Promise<void> {
  await day?.browser.close();
  await day?.hub.close();
}
