/** Which simulcast layer a picture shown this wide (in CSS pixels) has use for: 0 a quarter, 1 half, 2 all of it. */
export function usefulLayer(width: number, pixelRatio: number): 0 | 1 | 2 {
  const pixels = width * pixelRatio;
  if (pixels <= 360) return 0;
  return pixels <= 720 ? 1 : 2;
}
