import { expect, test } from 'vitest';
import { portsToTry } from './port-range.ts';

test('ports are tried upwards, without those of other workers', () => {
  expect([...portsToTry({ min: 20000, max: 20004 }, new Set([20000, 20003]))]).toEqual([20001, 20002, 20004]);
});

test('a restarted worker tries its old port first, though it still counts as taken', () => {
  expect([...portsToTry({ min: 20000, max: 20003 }, new Set([20000, 20002]), 20002)]).toEqual([20002, 20001, 20003]);
});

test('a port taken while the ports are being tried is left out', () => {
  const taken = new Set<number>();
  const tried: number[] = [];
  for (const port of portsToTry({ min: 1, max: 3 }, taken)) {
    tried.push(port);
    taken.add(2);
  }
  expect(tried).toEqual([1, 3]);
});
