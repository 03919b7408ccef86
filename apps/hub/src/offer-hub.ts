import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HubClaimService } from './identity/hub-claim.service.ts';
import { Hub } from './platform/hub.ts';

/** A hub nobody is admin of prints the link that makes its reader the admin. */
export async function offerHub(app: NestFastifyApplication): Promise<void> {
  const token = await app.get(HubClaimService).offer();
  if (!token) return;
  console.log('Nobody is admin of this hub yet. Whoever opens this link and signs in becomes it (it works once):');
  console.log(app.get(Hub).url(`/hub-claim#${token}`));
}
