type Details = Record<string, unknown>;

const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/;
const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}([0-9a-f]{12})$/;

const isObject = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(inWords).join(', ') || '–';
  if (isObject(value))
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${inWords(inner)}`)
      .join(', ');
  // An id is told by its end, which is what differs; the whole one is in the API.
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(instant, '$1 $2 UTC').replace(id, '…$1');
}

/** What an audit entry holds, one line per thing; of `before` and `after` only what differs. */
export function auditDetails(details: Details): string[] {
  const { before, after, ...rest } = details;
  const others = Object.entries(rest).map(([name, value]) => `${name}: ${inWords(value)}`);
  if (before === undefined && after === undefined) return others;
  if (!isObject(before) || !isObject(after)) return [`${inWords(before)} → ${inWords(after)}`, ...others];
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== 'version' && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name}: ${inWords(before[name])} → ${inWords(after[name])}`);
  return [...changed, ...others];
}
