import type { Translated } from '@hubwerk/contracts/language';

export interface DemoOrganisation {
  slug: string;
  kind: 'startup' | 'company' | 'investor' | 'institution';
  name: string;
  city: string;
  story: Translated;
  products?: Translated[];
  offers?: Translated[];
  needs?: Translated[];
}

/** Invented, but such as one meets between Duisburg and Dortmund. */
export const demoOrganisations: DemoOrganisation[] = [
  {
    slug: 'revierhub',
    kind: 'institution',
    name: 'Revierhub',
    city: 'Essen',
    story: {
      de: 'Sechs Städte, ein Netzwerk: Wir bringen Start-ups und Unternehmen des Reviers zusammen.',
      en: 'Six cities, one network: we bring the start-ups and companies of the Ruhr together.',
    },
    offers: [{ de: 'Plätze an 40 Schreibtischen, tageweise', en: 'Places at 40 desks, by the day' }],
  },
  {
    slug: 'voltwerk',
    kind: 'startup',
    name: 'Voltwerk',
    city: 'Essen',
    story: {
      de: 'Schnelllader mit Pufferspeicher. Sie laden mit 150 kW, wo das Netz nur 40 kW hergibt, und brauchen keinen Ausbau des Anschlusses.',
      en: 'Fast chargers with a buffer battery. They charge at 150 kW where the grid gives 40, and need no new connection.',
    },
    products: [
      {
        de: 'Voltwerk P150: DC-Schnelllader mit Pufferspeicher',
        en: 'Voltwerk P150: DC fast charger with buffer battery',
      },
    ],
    offers: [{ de: 'Kostenlose Standortprüfung in drei Tagen', en: 'Free site check within three days' }],
    needs: [
      {
        de: 'Pilotkunden mit Parkflächen und schwachem Netzanschluss',
        en: 'Pilot customers with car parks and a weak grid connection',
      },
    ],
  },
  {
    slug: 'stadtwerke-emscher',
    kind: 'company',
    name: 'Stadtwerke Emscher',
    city: 'Gelsenkirchen',
    story: {
      de: 'Strom, Wärme und Wasser für 260.000 Menschen. Bis 2030 bauen wir 400 Ladepunkte im öffentlichen Raum.',
      en: 'Power, heat and water for 260,000 people. By 2030 we will build 400 public charging points.',
    },
    needs: [
      {
        de: 'Ladesäulen für Plätze ohne starken Netzanschluss',
        en: 'Chargers for squares without a strong grid connection',
      },
      { de: 'Prognose des Wärmebedarfs in Quartieren', en: 'Forecast of heat demand in neighbourhoods' },
    ],
  },
  {
    slug: 'hafenlogistik-rhein-ruhr',
    kind: 'company',
    name: 'Hafenlogistik Rhein-Ruhr',
    city: 'Duisburg',
    story: {
      de: 'Container zwischen Schiff, Schiene und Straße. Auf unserem Testgelände probieren wir Neues unter echten Bedingungen aus.',
      en: 'Containers between ship, rail and road. On our test ground we try new things under real conditions.',
    },
    offers: [{ de: 'Testgelände im Hafen mit Gleisanschluss', en: 'Test ground in the port with a rail siding' }],
    needs: [
      { de: 'Erkennen von Schäden an Containern im Vorbeifahren', en: 'Finding damage to containers as they pass' },
    ],
  },
  {
    slug: 'grubenlicht',
    kind: 'startup',
    name: 'Grubenlicht',
    city: 'Bochum',
    story: {
      de: 'Kameras und Bilderkennung für raue Umgebungen, entstanden aus der Grubensicherheit.',
      en: 'Cameras and image recognition for rough places, grown out of mine safety.',
    },
    products: [
      { de: 'Grubenlicht Scan: Schadenerkennung in Bewegung', en: 'Grubenlicht Scan: damage detection in motion' },
    ],
    needs: [{ de: 'Testgelände mit viel Verkehr', en: 'A test ground with much traffic' }],
  },
  {
    slug: 'pflegefunk',
    kind: 'startup',
    name: 'Pflegefunk',
    city: 'Dortmund',
    story: {
      de: 'Sprechen statt tippen: Pflegekräfte diktieren, die Dokumentation schreibt sich im Hintergrund.',
      en: 'Speak, do not type: carers dictate and the records write themselves.',
    },
    products: [{ de: 'Pflegefunk für ambulante Dienste', en: 'Pflegefunk for home care' }],
    needs: [{ de: 'Kliniken für eine Studie mit 20 Betten', en: 'Hospitals for a study with 20 beds' }],
  },
  {
    slug: 'kreislauf-glas',
    kind: 'startup',
    name: 'Kreislauf Glas',
    city: 'Mülheim an der Ruhr',
    story: {
      de: 'Mehrwegbehälter für Kantinen, mit Rücknahme und Spülung innerhalb von 24 Stunden.',
      en: 'Reusable containers for canteens, taken back and washed within 24 hours.',
    },
    products: [{ de: 'Mehrweg im Abo ab 200 Essen am Tag', en: 'Reusables by subscription from 200 meals a day' }],
    needs: [{ de: 'Kantinen in Essen und Mülheim', en: 'Canteens in Essen and Mülheim' }],
  },
  {
    slug: 'schichtplan',
    kind: 'startup',
    name: 'Schichtplan',
    city: 'Duisburg',
    story: {
      de: 'Dienstpläne, die Wünsche achten: ein Plan für 300 Leute in vier Minuten.',
      en: 'Rosters that heed wishes: a plan for 300 people in four minutes.',
    },
    products: [{ de: 'Schichtplan für Betriebe ab 50 Leuten', en: 'Schichtplan for firms of 50 and more' }],
  },
  {
    slug: 'waermenetz-labor',
    kind: 'startup',
    name: 'Wärmenetz Labor',
    city: 'Bochum',
    story: {
      de: 'Wir sagen den Wärmebedarf eines Quartiers drei Tage voraus, aus Wetter, Gebäuden und Zählerdaten.',
      en: 'We forecast the heat demand of a neighbourhood for three days from weather, buildings and meters.',
    },
    offers: [{ de: 'Prognose für ein Quartier zum Ausprobieren', en: 'A trial forecast for one neighbourhood' }],
  },
  {
    slug: 'phoenix-seed',
    kind: 'investor',
    name: 'Phoenix Seed',
    city: 'Dortmund',
    story: {
      de: 'Erste Runden von 200.000 bis 800.000 Euro für Energie, Industrie und Logistik in NRW.',
      en: 'First rounds of 200,000 to 800,000 euros for energy, industry and logistics in NRW.',
    },
    needs: [{ de: 'Teams mit erstem zahlenden Kunden', en: 'Teams with a first paying customer' }],
  },
  {
    slug: 'zeche-ventures',
    kind: 'investor',
    name: 'Zeche Ventures',
    city: 'Essen',
    story: {
      de: 'Kapital und Kundenzugang von sieben Familienunternehmen des Reviers.',
      en: 'Capital and customers from seven family firms of the Ruhr.',
    },
  },
  {
    slug: 'hochschule-emscher-lippe',
    kind: 'institution',
    name: 'Gründungszentrum Emscher-Lippe',
    city: 'Gelsenkirchen',
    story: {
      de: 'Beratung, Labore und Stipendien für Gründungen aus den Hochschulen.',
      en: 'Advice, laboratories and grants for ventures from the universities.',
    },
    offers: [{ de: 'Laborplätze für Prototypen', en: 'Laboratory places for prototypes' }],
  },
];
