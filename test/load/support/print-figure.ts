/** One measured figure of a benchmark. */
export interface Figure {
  bench: string;
  figure: string;
  value: number;
  /** Such as `s`, `ms`, `kB`, `ratio`. */
  unit: string;
  /** The subject it is compared with, measured in the same run; null for an absolute figure. */
  baseline: number | null;
  ratio: number | null;
  /** The most the value (or the ratio, if there is one) may be; null for a figure that is only reported. */
  goal: number | null;
  /** Of `calibrationMs`, for absolute figures. */
  calibration_ms?: number;
}

/** Prints the figure as one line of JSON, rounded to three places, with whether its goal is met. */
export function printFigure(figure: Figure): void {
  const met = figure.goal === null || (figure.ratio ?? figure.value) <= figure.goal;
  const round = (_key: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);
  console.log(JSON.stringify({ ...figure, met }, round));
}
