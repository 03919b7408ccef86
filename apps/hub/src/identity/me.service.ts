import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Asker } from '../platform/access.ts';
import { isNear } from '../platform/http/is-near.ts';
import { Hub } from '../platform/hub.ts';
import { DemoOffer } from './demo-offer.service.ts';
import { GrantService } from './grant.service.ts';

/** Who is asking. */
@Injectable()
export class MeService {
  constructor(
    private readonly grants: GrantService,
    private readonly hub: Hub,
    private readonly demo: DemoOffer,
  ) {}

  async read(asker: Asker | null, request: FastifyRequest) {
    const held = asker && (await this.grants.permissionsOn(asker.personId, { eventIds: [], organisationIds: [] }));
    const person = asker && {
      id: asker.personId,
      name: asker.name,
      mail: asker.mail,
      mailVerified: asker.mailVerified,
      language: asker.language,
      admin: held?.has('hub.administer') ?? false,
      organiser: held?.has('event.create') ?? false,
    };
    return { person, hubName: this.hub.name, demo: this.demo.open && isNear(request.raw) };
  }
}
