import { Controller } from '@nestjs/common';
import { liveRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { StageService } from './stage.service.ts';

type Input<R extends keyof typeof liveRoutes> = RouteInput<(typeof liveRoutes)[R]>;

@Controller()
export class StageController {
  constructor(private readonly stages: StageService) {}

  @Handles(liveRoutes.listStages)
  list(input: Input<'listStages'>, asker: Asker | null) {
    return this.stages.list(input, asker);
  }

  @Handles(liveRoutes.listStageRooms)
  listOtherRooms(input: Input<'listStageRooms'>) {
    return this.stages.listOtherRooms(input);
  }

  @Handles(liveRoutes.createStage)
  create(input: Input<'createStage'>) {
    return this.stages.create(input);
  }

  @Handles(liveRoutes.readStage)
  read(input: Input<'readStage'>, asker: Asker | null) {
    return this.stages.read(input, asker);
  }

  @Handles(liveRoutes.goOnAir)
  goOnAir(input: Input<'goOnAir'>, asker: Asker) {
    return this.stages.goOnAir(input, asker);
  }

  @Handles(liveRoutes.endBroadcast)
  end(input: Input<'endBroadcast'>, asker: Asker) {
    return this.stages.end(input, asker);
  }
}
