import type { Language } from '@hubwerk/contracts/language';

/** Who is signed in, as `GET /api/me` tells it. */
export interface Person {
  id: string;
  name: string;
  email: string;
  language: Language;
}
