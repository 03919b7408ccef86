/** What makes two written names the same name: composed Unicode, single spaces, trimmed. Case counts. */
export function nameKey(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}
