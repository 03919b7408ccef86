import type { Person } from '#lib/identity/me.ts';

interface Link {
  href: string;
  /** Key of its text in `common`. */
  label: 'nav.events' | 'nav.agenda' | 'nav.organise' | 'nav.hub';
  /** Who has it, of those who are signed in; missing where everybody does. */
  shown?: (person: Person) => boolean;
}

const links: readonly Link[] = [
  { href: '/', label: 'nav.events' },
  { href: '/agenda', label: 'nav.agenda', shown: () => true },
  { href: '/organise', label: 'nav.organise', shown: (person) => person.organiser },
  { href: '/admin', label: 'nav.hub', shown: (person) => person.admin },
];

/** The main navigation of a reader, in order. */
export function navigationOf(person: Person | null): readonly Link[] {
  return links.filter(({ shown }) => !shown || (person !== null && shown(person)));
}
