/** A session of the made-up programme, as a reader must find it. */
export interface ListedSession {
  title: string;
  /** Such as `09:30`. */
  start: string;
  room: string;
  day: string;
}

const rooms = Array.from({ length: 25 }, (_, index) => `Halle ${index + 1}`);
const days = ['2035-09-05', '2035-09-06'];
/** Half hours from nine: five hundred sessions on the first day alone, so that one page has to show them all. */
const starts = Array.from({ length: 20 }, (_, index) => clock(9 * 60 + index * 30));
const subjects = ['Wasserstoff im Hafen', 'Ladesäulen im Quartier', 'Wärme aus Grubenwasser', 'Pflege, die Zeit hat'];

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A programme of 550 sessions in 25 rooms on two days, as a schedule JSON file and as the list of what stands in it. */
export function largeProgramme(): { json: string; sessions: ListedSession[] } {
  const sessions: ListedSession[] = [];
  let id = 0;
  const session = (day: string, start: string, room: string) => {
    id += 1;
    const title = `${subjects[id % subjects.length] ?? ''}: was in Jahr ${id} daraus wird`;
    sessions.push({ title, start, room, day });
    return {
      id,
      guid: `6f1e4c1a-0d5b-4f53-9a55-${String(id).padStart(12, '0')}`,
      slug: `sitzung-${id}`,
      url: `https://programm.example/${id}/`,
      logo: null,
      date: `${day}T${start}:00`,
      start,
      duration: '00:30',
      room,
      title,
      subtitle: '',
      track: `Spur ${(id % 8) + 1}`,
      type: 'Vortrag',
      language: 'de',
      abstract: 'Was wir gelernt haben, was es kostet und wer mitmachen kann.',
      description: 'Zahlen, Bilder und eine Bitte. '.repeat(12),
      recording_license: '',
      do_not_record: false,
      persons: [id % 300, (id * 7) % 300].map((person) => ({
        id: person + 1,
        public_name: `Vorname Nachname ${person + 1}`,
      })),
      links: [],
      attachments: [],
    };
  };
  const inRooms = (day: string, times: string[]) =>
    Object.fromEntries(rooms.map((room) => [room, times.map((start) => session(day, start, room))]));
  const conference = {
    acronym: 'gross',
    title: 'Großes Programm',
    start: days[0],
    end: days[1],
    daysCount: days.length,
    timeslot_duration: '00:30',
    time_zone_name: 'Europe/Berlin',
    tracks: Array.from({ length: 8 }, (_, index) => ({ name: `Spur ${index + 1}`, slug: `spur-${index + 1}` })),
    rooms: rooms.map((name, index) => ({
      name,
      guid: `6f1e4c1a-0d5b-4f53-9a55-1000000000${String(index).padStart(2, '0')}`,
      description: null,
      capacity: 120,
    })),
    days: days.map((date, index) => ({
      index: index + 1,
      date,
      day_start: `${date}T08:00:00`,
      day_end: `${date}T23:00:00`,
      rooms: inRooms(date, index === 0 ? starts : starts.slice(0, 2)),
    })),
  };
  const schedule = { version: '1', base_url: 'https://programm.example/', conference };
  return { json: JSON.stringify({ schedule }), sessions };
}
