import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A network of its own on this machine (Linux, root, iproute2), joined to it by one cable: as good as another computer. */
export interface OtherMachine {
  /** This machine's address as the other one sees it. */
  readonly hostAddress: string;
  /** An executable that runs `command` over there, with the arguments it is given. */
  wrap(command: string): string;
  remove(): void;
}

/** Whether this process may make network namespaces. */
export function canMakeOtherMachine(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('ip', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Remove it after use. */
export function makeOtherMachine(): OtherMachine {
  // An own network for each process, so that two test runs on one machine do not meet.
  const subnet = `10.${64 + ((process.pid >> 8) % 64)}.${process.pid % 256}`;
  const name = `hubwerk-${process.pid}`;
  const [cable, farEnd] = [`hw${process.pid}a`, `hw${process.pid}b`];
  const folder = mkdtempSync(join(tmpdir(), 'hubwerk-machine-'));
  const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe' });
  ip('netns', 'add', name);
  ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', farEnd, 'netns', name);
  ip('addr', 'add', `${subnet}.1/24`, 'dev', cable);
  ip('link', 'set', cable, 'up');
  ip('-n', name, 'addr', 'add', `${subnet}.2/24`, 'dev', farEnd);
  ip('-n', name, 'link', 'set', farEnd, 'up');
  ip('-n', name, 'link', 'set', 'lo', 'up');
  return {
    hostAddress: `${subnet}.1`,
    wrap(command) {
      const path = join(folder, 'run');
      writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${name} '${command}' "$@"\n`);
      chmodSync(path, 0o755);
      return path;
    },
    remove() {
      ip('link', 'del', cable);
      ip('netns', 'del', name);
      rmSync(folder, { recursive: true });
    },
  };
}
