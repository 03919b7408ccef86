import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { ProgrammeCheck } from '@hubwerk/scheduling';
import { SvelteMap } from 'svelte/reactivity';
import { hub } from '#lib/hub.ts';
import type { Draft, DraftSession } from '#lib/organise/draft.ts';
import { programmeDay } from '#lib/organise/programme-day.ts';
import { isRefusal } from '#lib/ui/refusal.ts';
import { fromWallClock } from '#lib/ui/wall-clock.ts';
import { dayAxis, minuteOf } from './day-axis.ts';
import { dayRange, fullHours, joined, programmeDays } from './day-range.ts';
import { noNews, withMoreNews, withNews, type DraftNews } from './draft-news.ts';
import { firstFree } from './free-place.ts';
import { afterRedo, afterUndo, noMoves, withMove, withoutSession, type Move } from './move-history.ts';
import {
  isTimed,
  lengthOf,
  nowhere,
  nudged,
  placeAt,
  placeOf,
  samePlace,
  stretchOn,
  type Nudge,
  type Place,
  type Slot,
  type Stretch,
  type TimedPlace,
} from './place.ts';

type Placed = RouteResult<RouteByKey['PUT /api/events/:event/draft/sessions/:session/slot']>;

/** Minutes a session is given of which nobody said how long it takes. */
const usual = 45;

/** A place on its way to the hub, with the version of the slot it was chosen on. */
interface Wanted {
  place: Place;
  version: number;
  as: 'move' | 'undo' | 'redo';
}

/** A session in somebody's hand: where it would be put down now. */
interface Held {
  sessionId: string;
  place: TimedPlace;
  version: number;
}

/** A move the hub did not take: what stands there instead, and what was wanted. */
export interface LostMove {
  sessionId: string;
  mine: Place;
  /** The slot as somebody else left it; null when the hub refused or was not reached, which `message` says. */
  theirs: Slot | null;
  message: string | null;
}

/** What happened last, to be said. */
export interface EditorNews {
  kind:
    'held' | 'nudged' | 'dropped' | 'put-back' | 'unplaced' | 'undone' | 'redone' | 'lost-ground' | 'lost' | 'theirs';
  sessionId: string;
  place: Place;
}

interface Surroundings {
  event: string;
  /** The draft as it was loaded last. */
  draft: () => Draft;
  /** Loads it anew. */
  refresh: () => Promise<void>;
  /** The day the address asks for. */
  askedDay: () => string | null;
  /** First and last calendar day of the event in its zone. */
  eventDays: () => [string | null, string | null];
}

/**
 * A draft while somebody moves its sessions: each is shown where it is wanted at once, sent one after the other, and goes
 * back to where the hub has it when it was refused. What somebody else did is never overwritten unseen.
 */
export class ScheduleEditor {
  held = $state.raw<Held>();
  /** A session that is dragged over the board from outside, and where it would be put down. */
  hovering = $state.raw<Omit<Held, 'version'>>();
  /** A session that is being dragged here from the list of those without a time. */
  dragged = $state.raw<string>();
  lost = $state.raw<LostMove[]>([]);
  news = $state.raw<EditorNews>();
  #history = $state.raw(noMoves);
  readonly #around: Surroundings;
  /** Slots as the hub answered them, which may be newer than the loaded draft. */
  readonly #answered = new SvelteMap<string, Slot>();
  readonly #wanted = new SvelteMap<string, Wanted>();
  readonly #sending = new Map<string, Promise<void>>();
  /** The version of a slot this editor wrote last: if it is another one now, somebody else was there. */
  readonly #own = new Map<string, number>();
  readonly #expected = new Map<string, Place>();
  /** Hours of each day that were shown before. */
  readonly #shown = new Map<string, Stretch>();
  #steps: Promise<void> = Promise.resolve();

  #heard = $state.raw(noNews);
  readonly draft = $derived.by(() => withNews(this.#around.draft(), this.#heard));
  /** All sessions where they are to be seen. */
  readonly sessions = $derived(
    this.draft.sessions.map((session): DraftSession => {
      const slot = this.#known(session);
      const place = this.#heldPlace(session.id) ?? this.#wanted.get(session.id)?.place;
      return place || slot !== session.slot ? { ...session, slot: { ...slot, ...place } } : session;
    }),
  );
  readonly byId = $derived(new Map(this.sessions.map((session) => [session.id, session])));
  readonly #rooms = $derived(this.draft.rooms);
  readonly #speakers = $derived(this.draft.speakers);
  readonly #elsewhere = $derived(this.draft.elsewhere);
  readonly #changeoverMinutes = $derived(this.draft.changeoverMinutes);
  /** The hub's own rules, and the sessions they have looked at: of those only what has changed is looked at again. */
  readonly #check = $derived.by(() => ({
    rules: new ProgrammeCheck({
      sessions: [],
      rooms: this.#rooms,
      speakers: this.#speakers,
      elsewhere: this.#elsewhere,
      changeoverMinutes: this.#changeoverMinutes,
    }),
    seen: new Map<string, DraftSession>(),
  }));
  readonly warnings = $derived.by((): Draft['warnings'] => {
    const { rules, seen } = this.#check;
    for (const id of seen.keys()) {
      if (this.byId.has(id)) continue;
      rules.remove(id);
      seen.delete(id);
    }
    for (const session of this.sessions) {
      if (seen.get(session.id) === session) continue;
      rules.put(session);
      seen.set(session.id, session);
    }
    return rules.warnings;
  });
  readonly warningsBySession = $derived.by(() => {
    const found = new Map<string, Draft['warnings']>();
    for (const warning of this.warnings) {
      for (const id of warning.sessionIds) found.set(id, [...(found.get(id) ?? []), warning]);
    }
    return found;
  });
  /** Without a time; what is dragged from here stays until it is put down. */
  readonly unplaced = $derived(this.sessions.filter(({ id, slot }) => !isTimed(slot) || id === this.dragged));
  readonly unconfirmed = $derived(this.sessions.filter(({ confirmed }) => !confirmed));
  readonly saving = $derived(this.#wanted.size > 0);
  readonly canUndo = $derived(this.#history.done.length > 0);
  readonly canRedo = $derived(this.#history.undone.length > 0);

  readonly dayOf = $derived(
    new Map(
      this.sessions.flatMap(({ id, slot }): [string, string][] =>
        isTimed(slot) ? [[id, programmeDay(slot.startsAt, this.draft.zone, this.draft.dayChange)]] : [],
      ),
    ),
  );
  readonly days = $derived.by(() => programmeDays(this.dayOf.values(), ...this.#around.eventDays()));
  readonly day = $derived.by(() => {
    const asked = this.#around.askedDay();
    return asked !== null && this.days.includes(asked) ? asked : this.days[0];
  });
  readonly axis = $derived(
    this.day === undefined ? undefined : dayAxis(this.day, this.draft.zone, this.draft.dayChange),
  );
  /** Sessions of the chosen day. */
  readonly today = $derived(
    this.sessions.filter(({ id }) => this.day !== undefined && this.dayOf.get(id) === this.day),
  );
  /** Ids of rooms as they stand side by side; null is the column of sessions without a room, where there are any. */
  readonly columns = $derived<(string | null)[]>([
    ...this.draft.rooms.map(({ id }) => id),
    ...(this.today.some(({ slot }) => slot.roomId === null) ? [null] : []),
  ]);
  /** The hours of the chosen day to show. They only ever grow, so that nothing moves away under the hand. */
  readonly range = $derived.by(() => {
    const { axis, day } = this;
    if (!axis || day === undefined) return { from: 0, to: 0 };
    const midnight = minuteOf(axis, fromWallClock(`${day}T00:00`, this.draft.zone) ?? '');
    const settled = this.draft.sessions.flatMap((session) => {
      const slot = this.#known(session);
      const stretch = isTimed(slot) ? stretchOn(axis, slot) : undefined;
      return stretch && stretch.from >= axis.begin && stretch.from < axis.end ? [stretch] : [];
    });
    const shown = [dayRange(axis, settled, midnight), ...this.#taken.map(fullHours), this.#shown.get(day)];
    const range = shown.reduce((all, one) => (all && one ? joined(all, one) : (all ?? one))) ?? { from: 0, to: 0 };
    this.#shown.set(day, range);
    return range;
  });
  readonly #taken = $derived.by(() => {
    const { axis } = this;
    if (!axis) return [];
    return this.today.flatMap(({ slot }) => (isTimed(slot) ? [{ roomId: slot.roomId, ...stretchOn(axis, slot) }] : []));
  });

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Where a session fits in first: where it is if it has a time, else the first free stretch of the chosen day. */
  suggestedPlace(sessionId: string): TimedPlace | null {
    const slot = this.byId.get(sessionId)?.slot;
    if (slot && isTimed(slot)) return { roomId: slot.roomId, startsAt: slot.startsAt, endsAt: slot.endsAt };
    return this.freePlace(this.minutesOf(sessionId));
  }

  freePlace(minutes: number): TimedPlace | null {
    const { axis } = this;
    if (!axis) return null;
    const others = this.#taken;
    const rooms = this.draft.rooms.map(({ id }) => id);
    const from = others.length > 0 ? Math.min(...others.map((one) => one.from)) : this.range.from;
    const free = firstFree(others, rooms, from, minutes);
    return placeAt(axis, free?.roomId ?? null, free ?? { from, to: from + minutes });
  }

  /** Minutes a session takes, or would take. */
  minutesOf(sessionId: string): number {
    const session = this.byId.get(sessionId);
    return session && isTimed(session.slot) ? lengthOf(session.slot) : (session?.lengthMinutes ?? usual);
  }

  /** @param seen the version of the slot it was chosen on; without one, the one that is seen now */
  place(sessionId: string, place: Place, seen?: number): void {
    const session = this.byId.get(sessionId);
    if (!session || samePlace(session.slot, place)) return;
    this.#want(sessionId, { place, version: this.#ground(session.slot, seen, sessionId), as: 'move' });
    this.#say(place.startsAt === null ? 'unplaced' : 'dropped', sessionId, place);
  }

  /**
   * Places a session for a form, which shows itself what the hub says to it.
   * @throws HubProblem when it is refused; what somebody else did meanwhile is then known here
   */
  async send(sessionId: string, place: Place, seen: number): Promise<Placed> {
    await this.#sending.get(sessionId);
    const slot = this.byId.get(sessionId)?.slot;
    try {
      return await this.#put(sessionId, place, slot ? this.#ground(slot, seen, sessionId) : seen, 'move');
    } catch (problem) {
      const theirs = slotInRefusal(problem);
      if (theirs) this.#answered.set(sessionId, theirs);
      throw problem;
    }
  }

  unplace(sessionId: string): void {
    if (this.held?.sessionId === sessionId) this.held = undefined;
    this.place(sessionId, nowhere);
  }

  /** Takes a session into the hand, to be moved by keys. */
  pickUp(sessionId: string): void {
    const place = this.suggestedPlace(sessionId);
    const version = this.byId.get(sessionId)?.slot.version;
    if (!place || version === undefined) return;
    this.held = { sessionId, place, version };
    this.#say('held', sessionId, place);
  }

  nudge(nudge: Nudge): void {
    if (!this.held || !this.axis) return;
    const place = nudged(this.held.place, nudge, this.axis, this.columns);
    this.held = { ...this.held, place };
    this.#say('nudged', this.held.sessionId, place);
  }

  drop(): void {
    if (!this.held) return;
    const { sessionId, place, version } = this.held;
    this.held = undefined;
    this.#say('dropped', sessionId, place);
    this.place(sessionId, place, version);
  }

  putBack(): void {
    if (!this.held) return;
    const { sessionId } = this.held;
    this.held = undefined;
    this.#say('put-back', sessionId, this.byId.get(sessionId)?.slot ?? nowhere);
  }

  hover(sessionId: string, place: TimedPlace): void {
    if (this.hovering && samePlace(this.hovering.place, place)) return;
    this.hovering = { sessionId, place };
  }

  dropHovering(): void {
    if (!this.hovering) return;
    const { sessionId, place } = this.hovering;
    this.hovering = undefined;
    this.place(sessionId, place);
  }

  /** Whether what is seen of a session is not yet with the hub. */
  isOnItsWay(sessionId: string): boolean {
    return this.#wanted.has(sessionId);
  }

  undo(): Promise<void> {
    return this.#inTurn('undo');
  }

  redo(): Promise<void> {
    return this.#inTurn('redo');
  }

  /** Sends a lost move once more, over what has been seen since. */
  again(lost: LostMove): void {
    this.dismiss(lost);
    this.place(lost.sessionId, lost.mine);
  }

  dismiss(lost: LostMove): void {
    this.lost = this.lost.filter((one) => one !== lost);
  }

  /** Somebody else changed the draft: it is loaded anew, and what they moved is said. */
  async catchUp(): Promise<void> {
    const before = this.#slots();
    await this.#around.refresh();
    this.#tellDifference(before);
  }

  /** Parts of the draft as they are by now, changed by somebody else or from here. */
  hear(news: DraftNews): void {
    const before = this.#slots();
    this.#heard = withMoreNews(this.#heard, news);
    this.#tellDifference(before);
  }

  /** A session will be heard to be at a place because this organiser wants it there. */
  expect(sessionId: string, place: Place): void {
    this.#expected.set(sessionId, place);
  }

  #slots(): Map<string, Slot> {
    return new Map(this.draft.sessions.map((session) => [session.id, this.#known(session)]));
  }

  /** Says what somebody else has moved; what is on its way from here may be heard of before it is answered. */
  #tellDifference(before: ReadonlyMap<string, Slot>): void {
    for (const session of this.draft.sessions) {
      const [then, now] = [before.get(session.id), this.#known(session)];
      if (!then || then.version >= now.version || now.version === this.#own.get(session.id)) continue;
      const wanted = this.#wanted.get(session.id)?.place ?? this.#expected.get(session.id);
      if (!samePlace(then, now) && !(wanted && samePlace(wanted, now))) this.#say('theirs', session.id, placeOf(now));
    }
  }

  #known({ id, slot }: DraftSession): Slot {
    const answered = this.#answered.get(id);
    return answered && answered.version > slot.version ? answered : slot;
  }

  /** What this editor wrote itself since a slot was seen is no change by somebody else. */
  #ground(slot: Slot, seen: number | undefined, sessionId: string): number {
    return seen === undefined || slot.version === this.#own.get(sessionId) ? slot.version : seen;
  }

  #heldPlace(sessionId: string): Place | undefined {
    if (this.held?.sessionId === sessionId) return this.held.place;
    return this.hovering?.sessionId === sessionId ? this.hovering.place : undefined;
  }

  #say(kind: EditorNews['kind'], sessionId: string, place: Place): void {
    this.news = { kind, sessionId, place };
  }

  #want(sessionId: string, wanted: Wanted): void {
    this.lost = this.lost.filter((one) => one.sessionId !== sessionId);
    this.#wanted.set(sessionId, wanted);
    if (!this.#sending.has(sessionId)) this.#sending.set(sessionId, this.#send(sessionId));
  }

  /** Sends what is wanted for a session until nothing else is; what was wanted in between only is never sent. */
  async #send(sessionId: string): Promise<void> {
    for (let wanted = this.#wanted.get(sessionId); wanted; wanted = this.#wanted.get(sessionId)) {
      try {
        const { version } = await this.#put(sessionId, wanted.place, wanted.version, wanted.as);
        const next = this.#wanted.get(sessionId);
        if (next === wanted) this.#wanted.delete(sessionId);
        else if (next) this.#wanted.set(sessionId, { ...next, version });
      } catch (problem) {
        this.#lose(sessionId, problem);
      }
    }
    this.#sending.delete(sessionId);
  }

  async #put(
    sessionId: string,
    { roomId, startsAt, endsAt }: Place,
    version: number,
    as: Wanted['as'],
  ): Promise<Placed> {
    const session = this.draft.sessions.find(({ id }) => id === sessionId);
    const before = session ? placeOf(this.#known(session)) : nowhere;
    const placed = await hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      params: { event: this.#around.event, session: sessionId },
      body: { version, roomId, startsAt, endsAt },
    });
    this.#answered.set(sessionId, placed);
    this.#own.set(sessionId, placed.version);
    this.#remember(as, { sessionId, before, after: { roomId, startsAt, endsAt } });
    return placed;
  }

  #remember(as: Wanted['as'], move: Move): void {
    if (as === 'move') this.#history = withMove(this.#history, move);
    else this.#history = as === 'undo' ? afterUndo(this.#history) : afterRedo(this.#history);
  }

  #lose(sessionId: string, problem: unknown): void {
    const wanted = this.#wanted.get(sessionId);
    this.#wanted.delete(sessionId);
    if (!wanted) return;
    const theirs = slotInRefusal(problem);
    if (theirs) this.#answered.set(sessionId, theirs);
    if (theirs && samePlace(theirs, wanted.place)) return;
    if (theirs && wanted.as !== 'move') return this.#loseGround(sessionId, theirs);
    const message = isRefusal(problem) && !theirs ? problem.message : null;
    this.lost = [...this.lost, { sessionId, mine: wanted.place, theirs, message }];
    this.#say('lost', sessionId, theirs ?? nowhere);
    if (isRefusal(problem) && !theirs) void this.#around.refresh();
  }

  #loseGround(sessionId: string, now: Place): void {
    this.#history = withoutSession(this.#history, sessionId);
    this.#say('lost-ground', sessionId, placeOf({ ...now, version: 0 }));
  }

  /** One step back or forth at a time, after all that is on its way has arrived. */
  #inTurn(as: 'undo' | 'redo'): Promise<void> {
    this.#steps = this.#steps.then(async () => {
      await Promise.all(this.#sending.values());
      const move = as === 'undo' ? this.#history.done.at(-1) : this.#history.undone.at(-1);
      if (!move) return;
      const { sessionId } = move;
      const session = this.byId.get(sessionId);
      const slot = session?.slot ?? { ...nowhere, version: 0 };
      if (slot.version !== this.#own.get(sessionId)) return this.#loseGround(sessionId, slot);
      const place = as === 'undo' ? move.before : move.after;
      this.#want(sessionId, { place, version: slot.version, as });
      await this.#sending.get(sessionId);
      if (!this.lost.some((one) => one.sessionId === sessionId))
        this.#say(as === 'undo' ? 'undone' : 'redone', sessionId, place);
    });
    return this.#steps;
  }
}

/** Who lost a race is told the slot as it is now. */
function slotInRefusal(problem: unknown): Slot | null {
  if (!isRefusal(problem) || problem.code !== 'changed_meanwhile' || !('details' in problem)) return null;
  const { current } = problem.details as { current?: Slot };
  return current ?? null;
}
