import { Agent, request } from 'node:http';

/** Bytes and status of one answer, as they came. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** One GET that neither unpacks nor keeps anything, over connections that stay open. */
export function view(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Many GETs, eight at a time. Throws when one of them is not answered with `length` bytes. */
export async function views(
  count: number,
  url: string,
  headers: Record<string, string>,
  length: number,
): Promise<void> {
  let left = count;
  const visitor = async () => {
    while (left-- > 0) {
      const { status, body } = await view(url, headers);
      if (status !== 200 || body.length !== length) throw new Error(`${url}: ${status} with ${body.length} bytes`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, visitor));
}
