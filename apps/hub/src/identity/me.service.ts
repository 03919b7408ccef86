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
    const person = asker && {
      id: asker.personId,
      name: asker.name,
      mail: asker.mail,
      mailVerified: asker.mailVerified,
      language: asker.language,
      admin: await this.grants.allowsOnHub(asker.personId, 'hub.administer'),
      organiser: await this.grants.allowsOnHub(asker.personId, 'event.create'),
    };
    return { person, hubName: this.hub.name, demo: this.demo.open && isNear(request.raw) };
  }
}
