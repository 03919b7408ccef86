import { expect, test } from 'vitest';
import { inOrder } from './workspaces.mjs';

test('a library comes after those it needs', () => {
  const client = { name: 'client', needs: ['contracts', 'socket.io-client'] };
  const matching = { name: 'matching', needs: ['client'] };
  const contracts = { name: 'contracts', needs: ['zod'] };
  expect(inOrder([matching, client, contracts])).toEqual([contracts, client, matching]);
});
