import { Injectable } from '@nestjs/common';

/** Whether this hub offers one-click sign-in as one of its demo people. The demo says so when it starts. */
@Injectable()
export class DemoOffer {
  open = false;
}
