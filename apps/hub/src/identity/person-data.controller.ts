import { Controller } from '@nestjs/common';
import { identityRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { PersonDataService } from './person-data.service.ts';

@Controller()
export class PersonDataController {
  constructor(private readonly data: PersonDataService) {}

  @Handles(identityRoutes.exportMyData)
  async exportMine(_: RouteInput<typeof identityRoutes.exportMyData>, asker: Asker, { reply }: Exchange) {
    void reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="my-data.json"');
    return JSON.stringify(await this.data.exportMine(asker), null, 2);
  }

  @Handles(identityRoutes.eraseMe)
  eraseMe(input: RouteInput<typeof identityRoutes.eraseMe>, asker: Asker) {
    return this.data.eraseMe(input, asker);
  }
}
