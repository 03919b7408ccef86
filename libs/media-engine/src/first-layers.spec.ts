import { expect, test } from 'vitest';
import { firstLayers } from './first-layers.ts';

test('a camera starts at its middle layer, a shared screen at its best', () => {
  expect(firstLayers('camera', 3)).toEqual({ spatialLayer: 1 });
  expect(firstLayers('camera', 2)).toEqual({ spatialLayer: 1 });
  expect(firstLayers('screen', 3)).toEqual({ spatialLayer: 2 });
});

test('a single encoding leaves nothing to choose', () => {
  expect(firstLayers('camera', 1)).toBeUndefined();
  expect(firstLayers('microphone', 1)).toBeUndefined();
});
