export interface CoverPattern {
  /** SVG path of the shapes in the kind's hue, and of those in the ground's; both on a grid of `columns` × `rows`. */
  hue: string;
  ground: string;
  columns: number;
  rows: number;
}

const columns = 8;
const rows = 4;

/** FNV-1a, then a step of xorshift per number: the same words give the same numbers on every machine. */
function* numbersFrom(words: string): Generator<number, never> {
  let state = 0x811c9dc5;
  for (const character of words) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  state ||= 1;
  while (true) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

// Shapes of one cell, from its left upper corner: what is stamped on steel plates and painted on gates.
const shapes = [
  (x: number, y: number) => `M${x} ${y}h1v1h-1z`,
  (x: number, y: number) => `M${x} ${y}h1l-1 1z`,
  (x: number, y: number) => `M${x + 1} ${y}v1h-1z`,
  (x: number, y: number) => `M${x} ${y}a1 1 0 0 1 1 1h-1z`,
  (x: number, y: number) => `M${x + 1} ${y + 1}a1 1 0 0 1 -1 -1h1z`,
  (x: number, y: number) => `M${x} ${y + 0.5}a.5 .5 0 1 0 1 0a.5 .5 0 1 0 -1 0z`,
  (x: number, y: number) => `M${x} ${y}h1v.5h-1z`,
  (x: number, y: number) => `M${x} ${y}h.5v1h-.5z`,
] as const;

/**
 * The picture of something that has none: shapes on a grid, drawn from its kind and name, always the same for the
 * same two. Each kind has a set of three shapes, so that its covers are of one family; the name lays them out.
 */
export function coverPattern(kind: string, name: string): CoverPattern {
  const family = numbersFrom(kind);
  const first = family.next().value % shapes.length;
  const set = [shapes[first], shapes[(first + 3) % shapes.length], shapes[(first + 5) % shapes.length]];
  const layout = numbersFrom(`${kind}/${name}`);
  const paths = { hue: '', ground: '' };
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const draw = layout.next().value;
      const shape = set[draw % set.length];
      const fill = (draw >>> 8) % 10;
      if (fill < 5) paths.hue += shape?.(x, y) ?? '';
      else if (fill < 6) paths.ground += shape?.(x, y) ?? '';
    }
  }
  return { ...paths, columns, rows };
}
