export type DemoRole = 'organiser' | 'exhibitor' | 'speaker' | 'attendee';

export interface DemoPerson {
  name: string;
  /** The part before `@demo.invalid`, an address nothing can be sent to. */
  mail: string;
  language: 'de' | 'en';
  /** Slug of the organisation they speak for. */
  organisation?: string;
  /** One click signs in as this person. */
  role?: DemoRole;
}

/** Everybody here is invented. */
export const demoPeople: DemoPerson[] = [
  { name: 'Miriam Kaya', mail: 'miriam.kaya', language: 'de', organisation: 'revierhub', role: 'organiser' },
  { name: 'Jonas Brandt', mail: 'jonas.brandt', language: 'de', organisation: 'voltwerk', role: 'exhibitor' },
  { name: 'Amara Osei', mail: 'amara.osei', language: 'en', organisation: 'grubenlicht', role: 'speaker' },
  { name: 'Lena Hoffmann', mail: 'lena.hoffmann', language: 'de', role: 'attendee' },
  { name: 'Thomas Wieczorek', mail: 'thomas.wieczorek', language: 'de', organisation: 'stadtwerke-emscher' },
  { name: 'Sevgi Arslan', mail: 'sevgi.arslan', language: 'de', organisation: 'hafenlogistik-rhein-ruhr' },
  { name: 'Nils Overbeck', mail: 'nils.overbeck', language: 'de', organisation: 'pflegefunk' },
  { name: 'Katarzyna Nowak', mail: 'katarzyna.nowak', language: 'en', organisation: 'kreislauf-glas' },
  { name: 'David Steinmann', mail: 'david.steinmann', language: 'de', organisation: 'schichtplan' },
  { name: 'Fatima El Idrissi', mail: 'fatima.elidrissi', language: 'de', organisation: 'waermenetz-labor' },
  { name: 'Robert Kampmann', mail: 'robert.kampmann', language: 'de', organisation: 'phoenix-seed' },
  { name: 'Hannah Terhorst', mail: 'hannah.terhorst', language: 'de', organisation: 'zeche-ventures' },
  { name: 'Emre Yıldız', mail: 'emre.yildiz', language: 'de', organisation: 'hochschule-emscher-lippe' },
  { name: 'Julia Szymański', mail: 'julia.szymanski', language: 'de', organisation: 'voltwerk' },
  { name: 'Marc Delaunay', mail: 'marc.delaunay', language: 'en' },
  { name: 'Ines Barbosa', mail: 'ines.barbosa', language: 'en' },
  { name: 'Peter Grabowski', mail: 'peter.grabowski', language: 'de' },
  { name: 'Aylin Demir', mail: 'aylin.demir', language: 'de' },
];
