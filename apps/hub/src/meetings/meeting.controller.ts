import { Controller } from '@nestjs/common';
import { meetingRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { AvailabilityService } from './availability.service.ts';
import { MeetingService } from './meeting.service.ts';
import { SlotService } from './slot.service.ts';

type Input<R extends keyof typeof meetingRoutes> = RouteInput<(typeof meetingRoutes)[R]>;

@Controller()
export class MeetingController {
  constructor(
    private readonly availabilities: AvailabilityService,
    private readonly slots: SlotService,
    private readonly meetings: MeetingService,
  ) {}

  @Handles(meetingRoutes.readAvailability)
  readAvailability(input: Input<'readAvailability'>, asker: Asker) {
    return this.availabilities.read(input, asker);
  }

  @Handles(meetingRoutes.publishAvailability)
  publishAvailability(input: Input<'publishAvailability'>, asker: Asker) {
    return this.availabilities.publish(input, asker);
  }

  @Handles(meetingRoutes.listPeople)
  listPeople(input: Input<'listPeople'>, asker: Asker) {
    return this.slots.listPeople(input, asker);
  }

  @Handles(meetingRoutes.listSlots)
  listSlots(input: Input<'listSlots'>, asker: Asker) {
    return this.slots.listSlots(input, asker);
  }

  @Handles(meetingRoutes.requestMeeting)
  request(input: Input<'requestMeeting'>, asker: Asker) {
    return this.meetings.request(input, asker);
  }

  @Handles(meetingRoutes.listMeetings)
  list(input: Input<'listMeetings'>, asker: Asker) {
    return this.meetings.list(input, asker);
  }

  @Handles(meetingRoutes.readMeeting)
  read(input: Input<'readMeeting'>, asker: Asker) {
    return this.meetings.read(input, asker);
  }

  @Handles(meetingRoutes.acceptMeeting)
  accept(input: Input<'acceptMeeting'>, asker: Asker) {
    return this.meetings.accept(input, asker);
  }

  @Handles(meetingRoutes.declineMeeting)
  decline(input: Input<'declineMeeting'>, asker: Asker) {
    return this.meetings.decline(input, asker);
  }

  @Handles(meetingRoutes.cancelMeeting)
  cancel(input: Input<'cancelMeeting'>, asker: Asker) {
    return this.meetings.cancel(input, asker);
  }
}
