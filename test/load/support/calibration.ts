/**
 * How long this machine takes for a fixed piece of arithmetic, in milliseconds (about 70 on the machine the goals were set on):
 * absolute figures carry it, so that two machines, or a busy hour, can be told apart.
 */
export function calibrationMs(): number {
  const started = performance.now();
  let state = 1;
  for (let round = 0; round < 60_000_000; round += 1) state = (Math.imul(state, 1664525) + 1013904223) | 0;
  // Printing the result would do as well; it must be used, or the loop may be left out.
  if (state === 0) throw new Error('the generator came to zero');
  return performance.now() - started;
}
