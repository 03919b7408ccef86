import type { Translated } from '@hubwerk/contracts/language';

export interface DemoChallenge {
  event: string;
  /** Slugs of organisations. */
  company: string;
  title: Translated;
  brief: Translated;
  prize: Translated;
  criteria: { name: Translated; weight: number; most: number }[];
  applications: { organisation: string; pitch: string }[];
}

/** Open for applications, to be pitched at its event in two days. */
export const demoOpenChallenge: DemoChallenge = {
  event: 'ladesaeulen-challenge',
  company: 'stadtwerke-emscher',
  title: { de: 'Ladesäulen für Plätze mit schwachem Netz', en: 'Chargers for squares with a weak grid' },
  brief: {
    de: 'Auf 60 Plätzen in unserem Gebiet gibt das Netz nur 40 kW her. Wir suchen Schnelllader, die dort ohne Ausbau arbeiten, im Winter wie im Sommer. Wir stellen drei Plätze, Zählerdaten eines Jahres und zwei Monteure für den Pilotbetrieb.',
    en: 'On 60 squares in our area the grid gives no more than 40 kW. We look for fast chargers that work there without a new connection, winter and summer. We provide three squares, meter data of a year and two fitters for the pilot.',
  },
  prize: { de: 'Pilotauftrag über 80.000 Euro', en: 'A pilot order of 80,000 euros' },
  criteria: [
    { name: { de: 'Löst das Problem', en: 'Solves the problem' }, weight: 3, most: 10 },
    { name: { de: 'Reife der Technik', en: 'Maturity of the technology' }, weight: 2, most: 10 },
    { name: { de: 'Kosten über zehn Jahre', en: 'Costs over ten years' }, weight: 2, most: 10 },
  ],
  applications: [
    {
      organisation: 'voltwerk',
      pitch:
        'Voltwerk P150 puffert 120 kWh und lädt mit 150 kW an einem 40-kW-Anschluss. Acht Monate Betrieb in Essen, Verfügbarkeit 98,7 %.',
    },
    {
      organisation: 'waermenetz-labor',
      pitch: 'Unsere Prognose sagt die Last eines Platzes drei Tage voraus und lädt Speicher, wenn das Netz Luft hat.',
    },
    {
      organisation: 'grubenlicht',
      pitch: 'Kameras erkennen freie und zugeparkte Ladeplätze und lenken Fahrer um, ohne Kennzeichen zu speichern.',
    },
  ],
};

/** Pitched while the hub is first looked at, in the order of its applications, a quarter of an hour each. */
export const demoPitchedChallenge: DemoChallenge = {
  event: 'waermewende-pitch',
  company: 'stadtwerke-emscher',
  title: { de: 'Wärmebedarf von drei Quartieren vorhersagen', en: 'Forecast the heat demand of three neighbourhoods' },
  brief: {
    de: 'Unser Wärmenetz fährt auf Sicht: Wird es kälter als gedacht, springen die Gaskessel an. Wir suchen eine Prognose für 72 Stunden, je Quartier und Stunde. Wir geben Zählerdaten aus drei Wintern, Gebäudedaten und eine Leitwarte, die mitmacht.',
    en: 'Our heat network runs on sight: when it gets colder than expected, the gas boilers start. We look for a forecast of 72 hours, by neighbourhood and hour. We give meter data of three winters, data of the buildings and a control room that takes part.',
  },
  prize: { de: 'Ein Winter Probebetrieb, 40.000 Euro', en: 'A winter of trial operation, 40,000 euros' },
  criteria: [
    { name: { de: 'Genauigkeit', en: 'Accuracy' }, weight: 3, most: 10 },
    { name: { de: 'Aufwand für die Leitwarte', en: 'Effort for the control room' }, weight: 2, most: 10 },
    { name: { de: 'Team', en: 'Team' }, weight: 1, most: 10 },
  ],
  applications: [
    {
      organisation: 'waermenetz-labor',
      pitch:
        'Drei Tage voraus, mittlerer Fehler 6,1 % im letzten Winter in Bochum-Hustadt. Läuft auf einem Rechner in der Leitwarte, ohne Cloud.',
    },
    {
      organisation: 'schichtplan',
      pitch:
        'Unser Rechenkern verteilt 300 Leute auf Schichten; mit denselben Verfahren verteilen wir Wärme auf Stunden. Prototyp mit Wetterdaten des DWD.',
    },
    {
      organisation: 'voltwerk',
      pitch:
        'Wir sagen die Last unserer Ladepunkte voraus und puffern Spitzen. Mit Wärmepumpen und Speichern geht dasselbe für ein Quartier.',
    },
  ],
};

/** Who judges it, by `mail` of demo people, with the points they have given to the first pitches, by criterion. */
export const demoJury: { mail: string; points: number[][] }[] = [
  { mail: 'miriam.kaya', points: [] },
  {
    mail: 'thomas.wieczorek',
    points: [
      [9, 7, 8],
      [5, 6, 8],
    ],
  },
  { mail: 'emre.yildiz', points: [[8, 8, 7]] },
];
