import { Controller } from '@nestjs/common';
import { fairRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { BoothStaffService } from './booth-staff.service.ts';
import { BoothService } from './booth.service.ts';
import { ContactService } from './contact.service.ts';
import { FairPlanService } from './fair-plan.service.ts';

type Input<R extends keyof typeof fairRoutes> = RouteInput<(typeof fairRoutes)[R]>;

@Controller()
export class FairController {
  constructor(
    private readonly booths: BoothService,
    private readonly plan: FairPlanService,
    private readonly staff: BoothStaffService,
    private readonly contacts: ContactService,
  ) {}

  @Handles(fairRoutes.readFair)
  readFair(input: Input<'readFair'>, asker: Asker | null) {
    return this.booths.readFair(input, asker);
  }

  @Handles(fairRoutes.readBooth)
  readBooth(input: Input<'readBooth'>, asker: Asker | null) {
    return this.booths.readBooth(input, asker);
  }

  @Handles(fairRoutes.listMyBooths)
  listMine(_: Input<'listMyBooths'>, asker: Asker) {
    return this.staff.listMine(asker);
  }

  @Handles(fairRoutes.readBoothRights)
  readRights(input: Input<'readBoothRights'>, asker: Asker | null) {
    return this.booths.readRights(input, asker);
  }

  @Handles(fairRoutes.editBooth)
  editBooth(input: Input<'editBooth'>, asker: Asker) {
    return this.booths.edit(input, asker);
  }

  @Handles(fairRoutes.openBooth)
  openBooth(input: Input<'openBooth'>, asker: Asker) {
    return this.contacts.setOpen(input, asker);
  }

  @Handles(fairRoutes.createHall)
  createHall(input: Input<'createHall'>) {
    return this.plan.createHall(input);
  }

  @Handles(fairRoutes.editHall)
  editHall(input: Input<'editHall'>) {
    return this.plan.editHall(input);
  }

  @Handles(fairRoutes.removeHall)
  removeHall(input: Input<'removeHall'>) {
    return this.plan.removeHall(input);
  }

  @Handles(fairRoutes.createBooth)
  createBooth(input: Input<'createBooth'>) {
    return this.plan.createBooth(input);
  }

  @Handles(fairRoutes.placeBooth)
  placeBooth(input: Input<'placeBooth'>) {
    return this.plan.placeBooth(input);
  }

  @Handles(fairRoutes.removeBooth)
  removeBooth(input: Input<'removeBooth'>, asker: Asker) {
    return this.plan.removeBooth(input, asker);
  }

  @Handles(fairRoutes.listBoothStaff)
  listStaff(input: Input<'listBoothStaff'>) {
    return this.staff.list(input);
  }

  @Handles(fairRoutes.addBoothStaff)
  addStaff(input: Input<'addBoothStaff'>, asker: Asker) {
    return this.staff.add(input, asker);
  }

  @Handles(fairRoutes.removeBoothStaff)
  removeStaff(input: Input<'removeBoothStaff'>) {
    return this.staff.remove(input);
  }
}
