import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openApiDocument } from './open-api.ts';

test('docs/openapi.json is what the routes declare', async () => {
  const file = resolve(import.meta.dirname, '../../../../../docs/openapi.json');
  await expect(`${JSON.stringify(openApiDocument(), undefined, 1)}\n`).toMatchFileSnapshot(file);
});
