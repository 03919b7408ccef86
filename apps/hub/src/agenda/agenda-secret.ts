import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

/** Person (16 bytes), version (4 bytes), signature (16 bytes): 48 characters in base64url. */
const signed = 20;
const length = 36;

/** What a secret calendar address holds: nothing is stored of it but the version that is valid. */
export function agendaSecret(hubSecret: string, personId: string, version: number): string {
  const content = Buffer.alloc(signed);
  content.set(parse(personId));
  content.writeUInt32BE(version, 16);
  return Buffer.concat([content, signature(hubSecret, content)]).toString('base64url');
}

/** Whose address it is, or undefined for one this hub did not make. */
export function readAgendaSecret(hubSecret: string, secret: string): { personId: string; version: number } | undefined {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length !== length) return undefined;
  const content = bytes.subarray(0, signed);
  if (!timingSafeEqual(signature(hubSecret, content), bytes.subarray(signed))) return undefined;
  return { personId: stringify(content.subarray(0, 16)), version: content.readUInt32BE(16) };
}

function signature(hubSecret: string, content: Buffer): Buffer {
  return createHmac('sha256', hubSecret)
    .update('agenda link')
    .update(content)
    .digest()
    .subarray(0, length - signed);
}
