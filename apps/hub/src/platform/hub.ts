import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from './environment.ts';
import { ENVIRONMENT } from './tokens.ts';

/** What this hub is called and where people reach it. */
@Injectable()
export class Hub {
  readonly name: string;
  private readonly origin: string;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'PUBLIC_URL' | 'HUB_NAME'>) {
    this.name = environment.HUB_NAME;
    this.origin = environment.PUBLIC_URL;
  }

  /** The full address of a path, for mails and calendars. */
  url(path: `/${string}`): string {
    return this.origin + path;
  }
}
