import type { Translated } from '@hubwerk/contracts/language';

export interface DemoSession {
  title: Translated;
  abstract: Translated;
  kind: string;
  /** Index of the room in {@link demoRooms}. */
  room: number;
  /** Minutes from the half hour before the hub's first start. */
  at: number;
  minutes: number;
  /** `mail` of demo people. */
  speakers: string[];
}

export const demoRooms: { name: string; capacity: number }[] = [
  { name: 'Große Bühne', capacity: 300 },
  { name: 'Werkstatt', capacity: 60 },
];

/** The programme of the event that is on today: one session runs while the hub is first looked at. */
export const demoSessions: DemoSession[] = [
  {
    title: { de: 'Willkommen in Halle 9', en: 'Welcome to hall 9' },
    abstract: {
      de: 'Was heute Abend wo passiert, und wie man mit allen ins Gespräch kommt.',
      en: 'What happens where tonight, and how to meet everybody.',
    },
    kind: 'keynote',
    room: 0,
    at: -60,
    minutes: 30,
    speakers: ['miriam.kaya'],
  },
  {
    title: { de: 'Bilderkennung, die Staub verträgt', en: 'Image recognition that can stand dust' },
    abstract: {
      de: 'Aus der Grube in den Hafen: wie Kameras Schäden an Containern im Vorbeifahren finden. Mit Aufnahmen aus dem Testbetrieb.',
      en: 'From the mine to the port: how cameras find damage to containers as they pass. With pictures of the trial.',
    },
    kind: 'pitch',
    room: 0,
    at: 0,
    minutes: 90,
    speakers: ['amara.osei'],
  },
  {
    title: { de: 'Schnellladen ohne Netzausbau', en: 'Fast charging without a new connection' },
    abstract: {
      de: 'Ein Pufferspeicher so groß wie ein Kühlschrank, 150 kW an der Säule: Zahlen aus acht Monaten Betrieb in Essen.',
      en: 'A buffer battery the size of a fridge, 150 kW at the charger: figures of eight months in Essen.',
    },
    kind: 'pitch',
    room: 0,
    at: 90,
    minutes: 20,
    speakers: ['jonas.brandt', 'julia.szymanski'],
  },
  {
    title: { de: 'Sprechen statt tippen in der Pflege', en: 'Speak, do not type: records in care' },
    abstract: {
      de: '40 Minuten weniger Schreibarbeit je Schicht, gemessen bei drei Diensten.',
      en: '40 minutes less writing a shift, measured at three services.',
    },
    kind: 'pitch',
    room: 0,
    at: 110,
    minutes: 20,
    speakers: ['nils.overbeck'],
  },
  {
    title: { de: 'Mehrweg für 200 Essen am Tag', en: 'Reusables for 200 meals a day' },
    abstract: {
      de: 'Was Rücknahme und Spülung kosten, und ab wann es sich rechnet.',
      en: 'What taking back and washing costs, and from when it pays.',
    },
    kind: 'pitch',
    room: 0,
    at: 130,
    minutes: 20,
    speakers: ['katarzyna.nowak'],
  },
  {
    title: { de: 'Pause am Förderturm', en: 'Break beneath the winding tower' },
    abstract: {},
    kind: 'break',
    room: 0,
    at: 150,
    minutes: 30,
    speakers: [],
  },
  {
    title: { de: 'Was Mittelständler von Start-ups brauchen', en: 'What the Mittelstand needs from start-ups' },
    abstract: {
      de: 'Ein Stadtwerk, ein Hafenlogistiker und eine Investorin sagen, woran Piloten scheitern, und was sie sofort kaufen würden.',
      en: 'A utility, a port operator and an investor on why pilots fail, and what they would buy at once.',
    },
    kind: 'panel',
    room: 0,
    at: 180,
    minutes: 45,
    speakers: ['thomas.wieczorek', 'sevgi.arslan', 'hannah.terhorst'],
  },
  {
    title: { de: 'Der erste Auftrag: Verträge ohne Schrecken', en: 'The first order: contracts without fear' },
    abstract: {
      de: 'Pilotvertrag, Datenschutz, Haftung: eine Vorlage zum Mitnehmen.',
      en: 'Pilot contract, data protection, liability: a template to take home.',
    },
    kind: 'workshop',
    room: 1,
    at: -30,
    minutes: 60,
    speakers: ['emre.yildiz'],
  },
  {
    title: { de: 'Dienstpläne, die Wünsche achten', en: 'Rosters that heed wishes' },
    abstract: {
      de: 'Wie ein Plan für 300 Leute in vier Minuten entsteht. Zum Mitmachen: bringt euren schlimmsten Plan mit.',
      en: 'How a plan for 300 people is made in four minutes. Bring your worst one.',
    },
    kind: 'workshop',
    room: 1,
    at: 30,
    minutes: 60,
    speakers: ['david.steinmann'],
  },
  {
    title: { de: 'Wärmebedarf vorhersagen', en: 'Forecasting heat demand' },
    abstract: {
      de: 'Drei Tage voraus, ein Quartier, viele Fehlerquellen.',
      en: 'Three days ahead, one neighbourhood, many sources of error.',
    },
    kind: 'talk',
    room: 1,
    at: 90,
    minutes: 40,
    speakers: ['fatima.elidrissi'],
  },
  {
    title: { de: 'Fragt den Fonds', en: 'Ask the fund' },
    abstract: { de: 'Eine Stunde offene Fragen zu ersten Runden.', en: 'An hour of open questions on first rounds.' },
    kind: 'workshop',
    room: 1,
    at: 130,
    minutes: 60,
    speakers: ['robert.kampmann'],
  },
];
