import type { Translated } from '@hubwerk/contracts/language';

export interface DemoBooth {
  organisation: string;
  headline: Translated;
  text: Translated;
  /** `mail` of demo people. */
  staff: string[];
}

export const demoHalls: { name: Translated; booths: DemoBooth[] }[] = [
  {
    name: { de: 'Halle Energie und Logistik', en: 'Hall of energy and logistics' },
    booths: [
      {
        organisation: 'voltwerk',
        headline: { de: '150 kW laden, wo das Netz 40 hergibt', en: 'Charge at 150 kW where the grid gives 40' },
        text: {
          de: 'Unser Schnelllader puffert den Strom und braucht keinen neuen Anschluss. In drei Tagen sagen wir, ob euer Standort passt.',
          en: 'Our charger buffers power and needs no new connection. Within three days we tell whether your site fits.',
        },
        staff: ['jonas.brandt', 'julia.szymanski'],
      },
      {
        organisation: 'stadtwerke-emscher',
        headline: { de: '400 Ladepunkte bis 2030', en: '400 charging points by 2030' },
        text: {
          de: 'Wir suchen Technik für Plätze ohne starken Netzanschluss und Prognosen für Wärmenetze.',
          en: 'We look for technology for squares without a strong connection and for forecasts of heat networks.',
        },
        staff: ['thomas.wieczorek'],
      },
      {
        organisation: 'hafenlogistik-rhein-ruhr',
        headline: { de: 'Ein Hafen als Testgelände', en: 'A port as a test ground' },
        text: {
          de: 'Probiert eure Technik unter echten Bedingungen aus, mit Gleisanschluss und 4.000 Containern am Tag.',
          en: 'Try your technology under real conditions, with a siding and 4,000 containers a day.',
        },
        staff: ['sevgi.arslan'],
      },
      {
        organisation: 'grubenlicht',
        headline: { de: 'Kameras für raue Orte', en: 'Cameras for rough places' },
        text: {
          de: 'Schäden an Containern, Waggons und Schienen erkennen, während sie vorbeifahren.',
          en: 'Finding damage to containers, wagons and rails as they pass.',
        },
        staff: ['amara.osei'],
      },
      {
        organisation: 'waermenetz-labor',
        headline: { de: 'Wärme drei Tage voraus', en: 'Heat, three days ahead' },
        text: {
          de: 'Bringt Zählerdaten eines Quartiers mit, wir rechnen am Stand.',
          en: "Bring a neighbourhood's meter data and we compute at the booth.",
        },
        staff: ['fatima.elidrissi'],
      },
    ],
  },
  {
    name: { de: 'Halle Arbeit, Gesundheit und Kapital', en: 'Hall of work, health and capital' },
    booths: [
      {
        organisation: 'pflegefunk',
        headline: { de: 'Dokumentation, die sich selbst schreibt', en: 'Records that write themselves' },
        text: {
          de: 'Sprechprobe am Stand, auf Deutsch, Türkisch und Polnisch.',
          en: 'Try it at the booth, in German, Turkish and Polish.',
        },
        staff: ['nils.overbeck'],
      },
      {
        organisation: 'schichtplan',
        headline: { de: '300 Leute, vier Minuten', en: '300 people, four minutes' },
        text: {
          de: 'Schickt uns euren Dienstplan, wir zeigen einen besseren.',
          en: 'Send us your roster and we show a better one.',
        },
        staff: ['david.steinmann'],
      },
      {
        organisation: 'kreislauf-glas',
        headline: { de: 'Mehrweg für Kantinen', en: 'Reusables for canteens' },
        text: {
          de: 'Ab 200 Essen am Tag, Rücknahme innerhalb von 24 Stunden.',
          en: 'From 200 meals a day, taken back within 24 hours.',
        },
        staff: ['katarzyna.nowak'],
      },
      {
        organisation: 'phoenix-seed',
        headline: { de: 'Erste Runden für Energie und Industrie', en: 'First rounds for energy and industry' },
        text: {
          de: 'Zehn Minuten, drei Fragen, eine ehrliche Antwort.',
          en: 'Ten minutes, three questions, one honest answer.',
        },
        staff: ['robert.kampmann'],
      },
      {
        organisation: 'hochschule-emscher-lippe',
        headline: { de: 'Labore und Stipendien', en: 'Laboratories and grants' },
        text: {
          de: 'Vom Abschluss zur Ausgründung: Termine für die Beratung am Stand.',
          en: 'From degree to spin-off: make an appointment at the booth.',
        },
        staff: ['emre.yildiz'],
      },
    ],
  },
];
