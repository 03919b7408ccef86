import { Injectable } from '@nestjs/common';

/** Behind the addresses of the demo's people, and of nobody else: no mail can be sent there. */
export const demoMailDomain = '@demo.invalid';

/** Whether this hub offers one-click sign-in as one of its demo people. The demo says so when it starts. */
@Injectable()
export class DemoOffer {
  open = false;
}
