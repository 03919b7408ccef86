/** The main navigation, in order: where a link leads and the key of its text in `common`. */
export const navigation = [{ href: '/', label: 'nav.events' }] as const;
