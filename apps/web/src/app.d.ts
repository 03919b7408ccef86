import type { Language } from '@hubwerk/contracts/language';
import type { Me } from '#lib/identity/me.ts';

declare global {
  namespace App {
    interface Error {
      /** Names this one failure in the log; shown so that a reader can tell it to someone. */
      requestId?: string;
    }
    interface Locals {
      language: Language;
      requestId: string;
    }
    interface PageData extends Omit<Me, 'demo'> {
      language: Language;
    }
  }
}

// adapter-node types `platform.req` as Node's request; the hub adds its in-process transport to it.
declare module 'node:http' {
  interface IncomingMessage {
    hub?: {
      /** Answers a request to this hub's own API as the person whose cookies it carries, without the network. */
      fetch(request: Request): Promise<Response>;
    };
  }
}
