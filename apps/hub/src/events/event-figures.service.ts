import { Injectable } from '@nestjs/common';
import type { eventFigures } from '@hubwerk/contracts';

type Figure = (typeof eventFigures)[number];

/** How many there are in each of the events; one with none may be missing. One query, however many events. */
type FigureSource = (eventIds: string[]) => Promise<Map<string, number>>;

/** Features that have something to count in an event register here; events give the figures and know none of them. */
@Injectable()
export class EventFiguresService {
  private readonly sources = new Map<Figure, FigureSource>();

  register(figure: Figure, source: FigureSource): void {
    this.sources.set(figure, source);
  }

  /** The figures of each of the events. */
  async of(eventIds: string[]): Promise<(eventId: string) => Record<Figure, number>> {
    const count = async (figure: Figure) => (await this.sources.get(figure)?.(eventIds)) ?? new Map<string, number>();
    const [sessions, registrations] = await Promise.all([count('sessions'), count('registrations')]);
    return (eventId) => ({
      sessions: sessions.get(eventId) ?? 0,
      registrations: registrations.get(eventId) ?? 0,
    });
  }
}
