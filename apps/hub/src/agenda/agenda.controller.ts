import { Controller } from '@nestjs/common';
import { agendaRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { languageOf } from '../platform/http/language-of.ts';
import { sendFeed } from '../platform/http/send-feed.ts';
import { AgendaService } from './agenda.service.ts';

type Input<R extends keyof typeof agendaRoutes> = RouteInput<(typeof agendaRoutes)[R]>;

@Controller()
export class AgendaController {
  constructor(private readonly agenda: AgendaService) {}

  @Handles(agendaRoutes.readMyAgenda)
  readMine(_: Input<'readMyAgenda'>, asker: Asker) {
    return this.agenda.readMine(asker);
  }

  @Handles(agendaRoutes.readMyAgendaLink)
  readLink(_: Input<'readMyAgendaLink'>, asker: Asker) {
    return this.agenda.readLink(asker);
  }

  @Handles(agendaRoutes.replaceMyAgendaLink)
  replaceLink(_: Input<'replaceMyAgendaLink'>, asker: Asker) {
    return this.agenda.replaceLink(asker);
  }

  @Handles(agendaRoutes.readAgendaCalendar)
  async readCalendar(input: Input<'readAgendaCalendar'>, _: Asker | null, exchange: Exchange) {
    return sendFeed(exchange, calendarFile('agenda', await this.agenda.readCalendar(input)));
  }

  @Handles(agendaRoutes.readEventCalendar)
  readEvent(input: Input<'readEventCalendar'>, asker: Asker | null, exchange: Exchange) {
    return this.sendReleased(input.params, asker, exchange);
  }

  @Handles(agendaRoutes.readTrackCalendar)
  readTrack(input: Input<'readTrackCalendar'>, asker: Asker | null, exchange: Exchange) {
    return this.sendReleased(input.params, asker, exchange);
  }

  @Handles(agendaRoutes.readSpeakerCalendar)
  readSpeaker(input: Input<'readSpeakerCalendar'>, asker: Asker | null, exchange: Exchange) {
    return this.sendReleased(input.params, asker, exchange);
  }

  @Handles(agendaRoutes.readSessionCalendar)
  readSession(input: Input<'readSessionCalendar'>, asker: Asker | null, exchange: Exchange) {
    return this.sendReleased(input.params, asker, exchange);
  }

  private async sendReleased(
    params: Parameters<AgendaService['readEventCalendar']>[0],
    asker: Asker | null,
    exchange: Exchange,
  ) {
    const language = asker?.language ?? languageOf(exchange.request.headers);
    const { calendar, eventId } = await this.agenda.readEventCalendar(params, asker, language);
    const name = params.session ?? params.speaker ?? params.track ?? params.event;
    return sendFeed(exchange, calendarFile(name, calendar), asker ? undefined : eventId);
  }
}

const calendarFile = (name: string, text: string) => ({ name: `${name}.ics`, type: 'text/calendar', text });
