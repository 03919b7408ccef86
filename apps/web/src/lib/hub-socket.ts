import type { HubSocket } from '@hubwerk/client/socket';

let opened: Promise<HubSocket> | undefined;

/** The browser's one live connection to the hub. Its code is loaded by the first page that needs it. */
export function hubSocket(): Promise<HubSocket> {
  opened ??= import('@hubwerk/client/socket').then(({ HubSocket }) => new HubSocket());
  return opened;
}
