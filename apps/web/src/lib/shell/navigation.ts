import type { Person } from '#lib/identity/me.ts';

interface Link {
  href: string;
  /** Key of its text in `common`. */
  label: 'nav.events' | 'nav.organise' | 'nav.hub';
  shown?: (person: Person) => boolean;
}

const links: readonly Link[] = [
  { href: '/', label: 'nav.events' },
  { href: '/organise', label: 'nav.organise', shown: (person) => person.organiser },
  { href: '/admin', label: 'nav.hub', shown: (person) => person.admin },
];

/** The main navigation of a reader, in order. */
export function navigationOf(person: Person | null): readonly Link[] {
  return links.filter(({ shown }) => !shown || (person !== null && shown(person)));
}
