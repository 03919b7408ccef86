import { Retry } from '@hubwerk/client/retry';
import type { HubSocket } from '@hubwerk/client/socket';
import { mayPass } from '#lib/ui/may-pass.ts';
import type { PlacementSearch } from './placement-search.svelte.ts';
import type { ScheduleEditor } from './schedule-editor.svelte.ts';

/** Hears what is changed in a draft and how the search for places stands while it is open, and after the connection was away finds out whether it missed any. */
export class DraftWatch {
  readonly #socket: HubSocket;
  readonly #event: string;
  readonly #editor: ScheduleEditor;
  readonly #stopHearing: (() => void)[];
  readonly #retry = new Retry(() => void this.#enter());

  constructor(socket: HubSocket, event: string, editor: ScheduleEditor, search: PlacementSearch) {
    this.#socket = socket;
    this.#event = event;
    this.#editor = editor;
    this.#stopHearing = [
      socket.on('draft:changed', (news) => {
        if (news.event !== event) return;
        editor.hear(news);
        if (news.more) void editor.catchUp();
      }),
      socket.on('placement:changed', (news) => {
        // Should it fail, the next news or the next visit shows how it stands.
        if (news.event === event) search.hear(news.proposal).catch(() => undefined);
      }),
      socket.onConnected(() => void this.#enter()),
      socket.onLost(() => this.#retry.stop()),
    ];
  }

  close(): void {
    this.#retry.end();
    for (const stop of this.#stopHearing) stop();
    this.#socket.request('draft:unwatch', { event: this.#event }).catch(() => undefined);
  }

  async #enter(): Promise<void> {
    try {
      const { revision } = await this.#socket.request('draft:watch', { event: this.#event });
      if (revision !== this.#editor.draft.revision) await this.#editor.catchUp();
      this.#retry.worked();
    } catch (problem) {
      if (mayPass(problem)) this.#retry.failed();
    }
  }
}
