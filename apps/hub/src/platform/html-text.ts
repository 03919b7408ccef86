const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it is written into HTML, also into attributes. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? one);
}
