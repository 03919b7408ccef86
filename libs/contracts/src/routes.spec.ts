import { expect, test } from 'vitest';
import * as contracts from './index.ts';

test('every route of every feature is a route of the hub: no two have one name', () => {
  const features = Object.entries(contracts).filter(([name]) => name.endsWith('Routes'));
  const names = features.flatMap(([, routes]) => Object.keys(routes));
  expect(names.toSorted()).toEqual(Object.keys(contracts.routes).toSorted());
});
