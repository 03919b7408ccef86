import type { FindingLog } from './finding-log.ts';
import type { ImportedLink } from './imported-programme.ts';
import type { Located, RawLink } from './raw-programme.ts';
import { said } from './said.ts';

const hostLike = /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}([/?#:]|$)/i;

type Resolve = (text: string, place: string) => URL | null;

/**
 * Reads web addresses. What is not http, https or mailto (`javascript:`, `data:`, …) is left out with a warning, so is
 * what is no address at all. Relative addresses are taken from the file's base address.
 */
export class AddressReader {
  readonly #base: string | null;
  readonly #log: FindingLog;

  constructor(base: string | null, log: FindingLog) {
    this.#base = base && URL.canParse(base) ? base : null;
    this.#log = log;
  }

  links(links: readonly RawLink[]): ImportedLink[] {
    return this.#list(links, (text, place) => this.#withScheme(text, place) ?? this.#relative(text));
  }

  /** Unlike links these are often relative: `slides.pdf` is a file beside the schedule, not a host. */
  attachments(attachments: readonly RawLink[]): ImportedLink[] {
    return this.#list(attachments, (text) => this.#relative(text));
  }

  page(address: Located | null): string | null {
    return address && this.#read(address, ['http:', 'https:'], (text) => this.#relative(text));
  }

  #list(links: readonly RawLink[], resolve: Resolve): ImportedLink[] {
    return links.flatMap(({ title, url, kind }) => {
      const address = this.#read(url, ['http:', 'https:', 'mailto:'], resolve);
      return address === null ? [] : [{ title: title ?? address, url: address, kind }];
    });
  }

  #read({ value, place }: Located, protocols: readonly string[], resolve: Resolve): string | null {
    const text = value.trim();
    const shown = text.slice(0, 200);
    const address = resolve(text, place);
    if (address === null) {
      this.#log.warning('address_unreadable', place, said`"${shown}" is not a web address; it was left out.`);
      return null;
    }
    if (!protocols.includes(address.protocol)) {
      const reason = said`"${shown}" is left out: addresses of the kind "${address.protocol}" are not accepted here.`;
      this.#log.warning('address_refused', place, reason);
      return null;
    }
    return address.href;
  }

  /** What people write when they mean a web site: `www.example.org/talks`. */
  #withScheme(text: string, place: string): URL | null {
    const address = hostLike.test(text) ? URL.parse(`https://${text}`) : null;
    if (!address) return null;
    const reason = said`The address "${text.slice(0, 200)}" has no https:// in front; it was added.`;
    this.#log.warning('address_without_scheme', place, reason);
    return address;
  }

  #relative(text: string): URL | null {
    if (text === '') return null;
    const absolute = URL.parse(text);
    if (absolute || !this.#base || /\s/.test(text)) return absolute;
    return URL.parse(text, this.#base);
  }
}
