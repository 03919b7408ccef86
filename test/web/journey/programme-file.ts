/** A programme of two days, as pretalx exports one: two rooms, four sessions, three speakers. */
export function programmeFile({ today, tomorrow }: { today: string; tomorrow: string }) {
  const speakers = ['Mara Kowalski', 'Jan Özdemir', 'Lea Brinkmann'];
  const session = (id: number, date: string, start: string, room: string, title: string, persons: string[]) => ({
    id,
    guid: `6f1e4c1a-0d5b-4f53-9a55-00000000000${id}`,
    slug: `startup-nacht-${id}`,
    url: `https://programm.example/${id}/`,
    logo: null,
    date: `${date}T${start}:00`,
    start,
    duration: '00:30',
    room,
    title,
    subtitle: '',
    track: 'Energie',
    type: 'Pitch',
    language: 'de',
    abstract: 'Fünf Minuten, dann Fragen.',
    description: '',
    recording_license: '',
    do_not_record: false,
    persons: persons.map((name) => ({ id: speakers.indexOf(name) + 1, public_name: name })),
    links: [],
    attachments: [],
  });
  const opening = (date: string) => ({ day_start: `${date}T10:00:00`, day_end: `${date}T23:00:00` });
  const content = {
    schedule: {
      version: '1',
      base_url: 'https://programm.example/',
      conference: {
        acronym: 'startup-nacht',
        title: 'Startup-Nacht',
        start: today,
        end: tomorrow,
        daysCount: 2,
        timeslot_duration: '00:15',
        time_zone_name: 'Europe/Berlin',
        tracks: [{ name: 'Energie', slug: 'energie', color: '#0A7F5C' }],
        rooms: ['Lichthof', 'Waschkaue'].map((name, index) => ({
          name,
          guid: `6f1e4c1a-0d5b-4f53-9a55-10000000000${index}`,
          description: null,
          capacity: 120,
        })),
        days: [
          {
            index: 1,
            date: today,
            ...opening(today),
            rooms: {
              Lichthof: [session(1, today, '18:00', 'Lichthof', 'Begrüßung', ['Mara Kowalski'])],
              Waschkaue: [session(2, today, '19:00', 'Waschkaue', 'Ladesäulen im Quartier', ['Jan Özdemir'])],
            },
          },
          {
            index: 2,
            date: tomorrow,
            ...opening(tomorrow),
            rooms: {
              Lichthof: [session(3, tomorrow, '14:00', 'Lichthof', 'Wärme aus Grubenwasser', ['Mara Kowalski'])],
              Waschkaue: [session(4, tomorrow, '16:00', 'Waschkaue', 'Wasserstoff im Hafen', ['Lea Brinkmann'])],
            },
          },
        ],
      },
    },
  };
  return { name: 'startup-nacht.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) };
}
