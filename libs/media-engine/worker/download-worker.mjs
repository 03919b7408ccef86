// mediasoup's own prebuilt worker, as its postinstall would fetch it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { release } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const answerLimitMs = 5_000;
const downloadLimitMs = 60_000;

/**
 * Fetches and unpacks the prebuilt worker into `directory`.
 * @param {{ version: string, repository: string }} mediasoup
 * @param {string} directory existing
 * @returns {Promise<string>} path of the unpacked binary; rejects with the reason when it cannot be had
 */
export async function downloadWorker({ version, repository }, directory) {
  const kernel = process.platform === 'linux' ? `-kernel${release().split('.')[0]}` : '';
  const base = process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ?? `${repository}/releases/download`;
  const url = `${base}/${version}/mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`;

  const abort = new AbortController();
  const noAnswer = setTimeout(() => abort.abort(), answerLimitMs);
  const tooSlow = setTimeout(() => abort.abort(), downloadLimitMs);
  try {
    const response = await fetch(url, { signal: abort.signal });
    clearTimeout(noAnswer);
    if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
    const tar = spawn('tar', ['-xzf', '-', '-C', directory], { stdio: ['pipe', 'ignore', 'ignore'] });
    const unpacked = once(tar, 'exit');
    await pipeline(response.body, tar.stdin);
    const [code] = await unpacked;
    if (code !== 0) throw new Error('the archive could not be unpacked');
    return join(directory, 'mediasoup-worker');
  } catch (error) {
    const reason = abort.signal.aborted ? 'no answer in time' : (error.cause?.message ?? error.message);
    throw new Error(`${new URL(url).host}: ${reason}`, { cause: error });
  } finally {
    clearTimeout(noAnswer);
    clearTimeout(tooSlow);
  }
}
