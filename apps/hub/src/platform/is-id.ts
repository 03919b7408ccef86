import { validate, version } from 'uuid';

/** Whether a reference in a path is an id (else it is a slug). */
export const isId = (reference: string): boolean => validate(reference) && version(reference) === 7;
