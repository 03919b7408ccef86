/*
 * `<hubwerk-schedule event="https://hub.example/events/week">`: an event's public schedule on any other site. What stands
 * inside the element is shown until the schedule is there, and where it never comes.
 */
import { isLanguage, type Language } from '@hubwerk/contracts/language';
import { isoDay } from '#lib/ui/time.ts';
import { drawDay, drawZone, type Drawing, type EmbeddedSchedule } from './draw-schedule.ts';
import { embedStyle } from './embed-style.ts';
import { embedWords } from './embed-words.ts';
import { make } from './make.ts';

class ScheduleElement extends HTMLElement {
  static readonly observedAttributes = ['event', 'lang', 'view'];
  readonly #root = this.attachShadow({ mode: 'open' });
  #schedule: EmbeddedSchedule | undefined;
  #day: string | undefined;

  connectedCallback(): void {
    const style = new CSSStyleSheet();
    style.replaceSync(embedStyle);
    this.#root.adoptedStyleSheets = [style];
    this.#root.replaceChildren(document.createElement('slot'));
    void this.#load();
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === 'event') void this.#load();
    else this.#draw();
  }

  /** The public schedule as the hub has it now; browsers ask with the ETag they have. */
  async #load(): Promise<void> {
    const event = this.getAttribute('event') ?? '';
    const { origin, pathname } = new URL(event, document.baseURI);
    const address = `${origin}/api${pathname.replace(/\/(schedule)?$/, '')}/schedule`;
    const response = await fetch(address, { credentials: 'omit' }).catch(() => null);
    if (event !== this.getAttribute('event')) return;
    this.#schedule = response?.ok ? ((await response.json()) as EmbeddedSchedule) : undefined;
    this.#draw();
  }

  #draw(): void {
    const schedule = this.#schedule;
    if (!schedule?.release) return this.#root.replaceChildren(document.createElement('slot'));
    const drawing = this.#drawing();
    const { days, zone } = schedule;
    const today = isoDay(new Date(), zone);
    this.#day ??= (days.find(({ date }) => date === today) ?? days[0])?.date;
    const chosen = this.#day;
    const parts = days.length > 1 ? [this.#chooser(schedule, drawing.language)] : [];
    if (chosen) parts.push(drawDay(schedule, chosen, drawing));
    this.#root.replaceChildren(...parts, drawZone(schedule, drawing.language));
  }

  #drawing(): Drawing {
    const event = new URL(this.getAttribute('event') ?? '', document.baseURI).href.replace(/\/(schedule)?$/, '');
    const said = (this.closest('[lang]')?.getAttribute('lang') ?? navigator.language).slice(0, 2).toLowerCase();
    return {
      address: `${event}/schedule`,
      language: isLanguage(said) ? said : 'en',
      view: this.getAttribute('view') === 'grid' ? 'grid' : 'list',
    };
  }

  #chooser({ days }: EmbeddedSchedule, language: Language): HTMLElement {
    const words = new Intl.DateTimeFormat(language, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
    const buttons = days.map(({ date }) => {
      const label = words.format(new Date(`${date}T12:00:00Z`));
      const button = make('button', { type: 'button', 'aria-pressed': String(date === this.#day) }, label);
      button.addEventListener('click', () => {
        this.#day = date;
        this.#draw();
        this.#root.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
      });
      return button;
    });
    return make('nav', { 'aria-label': embedWords[language].days }, ...buttons);
  }
}

// Two sites' parts on one page may both bring it.
if (!customElements.get('hubwerk-schedule')) customElements.define('hubwerk-schedule', ScheduleElement);
