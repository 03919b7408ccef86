import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DemoService } from './demo/demo.service.ts';
import { HubClaimService } from './identity/hub-claim.service.ts';
import { inProcessFetch } from './platform/http/in-process.ts';
import { Hub } from './platform/hub.ts';

/** What a hub does for who has just started it: a demo to try, or else the link that makes its reader the admin. */
export async function offerHub(app: NestFastifyApplication): Promise<void> {
  const send = inProcessFetch(app);
  if (await app.get(DemoService).open((request) => send(request, { address: '127.0.0.1', headers: {} }))) return;
  const token = await app.get(HubClaimService).offer();
  if (!token) return;
  console.log('Nobody is admin of this hub yet. Whoever opens this link and signs in becomes it (it works once):');
  console.log(app.get(Hub).url(`/hub-claim#${token}`));
}
