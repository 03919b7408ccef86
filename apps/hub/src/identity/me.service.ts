import { Inject, Injectable } from '@nestjs/common';
import type { Asker } from '../platform/access.ts';
import { Hub } from '../platform/hub.ts';
import { DEMO_OFFERED } from './demo-offered.ts';
import { GrantService } from './grant.service.ts';

/** Who is asking. */
@Injectable()
export class MeService {
  constructor(
    private readonly grants: GrantService,
    private readonly hub: Hub,
    @Inject(DEMO_OFFERED) private readonly demoOffered: boolean,
  ) {}

  async read(asker: Asker | null) {
    const person = asker && {
      id: asker.personId,
      name: asker.name,
      mail: asker.mail,
      mailVerified: asker.mailVerified,
      language: asker.language,
      admin: await this.grants.allowsOnHub(asker.personId, 'hub.administer'),
      organiser: await this.grants.allowsOnHub(asker.personId, 'event.create'),
    };
    return { person, hubName: this.hub.name, demo: this.demoOffered };
  }
}
