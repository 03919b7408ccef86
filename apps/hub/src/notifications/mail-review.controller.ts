import { Controller } from '@nestjs/common';
import { mailReviewRoutes, type RouteInput } from '@hubwerk/contracts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { MailReviewService } from './mail-review.service.ts';

type Input<R extends keyof typeof mailReviewRoutes> = RouteInput<(typeof mailReviewRoutes)[R]>;

@Controller()
export class MailReviewController {
  constructor(private readonly review: MailReviewService) {}

  @Handles(mailReviewRoutes.listMailBatches)
  list(input: Input<'listMailBatches'>) {
    return this.review.list(input);
  }

  @Handles(mailReviewRoutes.readMailBatch)
  read(input: Input<'readMailBatch'>) {
    return this.review.read(input);
  }

  @Handles(mailReviewRoutes.listBatchMails)
  listMails(input: Input<'listBatchMails'>) {
    return this.review.listMails(input);
  }

  @Handles(mailReviewRoutes.readBatchMail)
  readMail(input: Input<'readBatchMail'>) {
    return this.review.readMail(input);
  }

  @Handles(mailReviewRoutes.editMailBatch)
  edit(input: Input<'editMailBatch'>) {
    return this.review.edit(input);
  }

  @Handles(mailReviewRoutes.sendBatchMails)
  send(input: Input<'sendBatchMails'>) {
    return this.review.send(input);
  }

  @Handles(mailReviewRoutes.discardBatchMails)
  discard(input: Input<'discardBatchMails'>) {
    return this.review.discard(input);
  }

  @Handles(mailReviewRoutes.retryBatchMails)
  retry(input: Input<'retryBatchMails'>) {
    return this.review.retry(input);
  }
}
