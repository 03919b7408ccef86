import { Inject, Injectable } from '@nestjs/common';
import addressparser from 'nodemailer/lib/addressparser';
import type { Environment } from './environment.ts';
import { ENVIRONMENT } from './tokens.ts';

/** What this hub is called and where people reach it. */
@Injectable()
export class Hub {
  readonly name: string;
  /** Who the hub's mails come from, as a calendar entry names its organiser. */
  readonly sender: { name: string; email: string };
  private readonly origin: string;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'PUBLIC_URL' | 'HUB_NAME' | 'MAIL_FROM'>) {
    this.name = environment.HUB_NAME;
    const [from] = addressparser(environment.MAIL_FROM, { flatten: true });
    this.sender = { name: from?.name || this.name, email: from?.address ?? '' };
    this.origin = environment.PUBLIC_URL;
  }

  /** The full address of a path, for mails and calendars. */
  url(path: `/${string}`): string {
    return this.origin + path;
  }
}
