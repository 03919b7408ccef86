import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name waiting_list` in this folder writes the next migration from the tables' definitions. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/database/tables/*.table.ts',
  out: './src/database/migrations',
  casing: 'snake_case',
});
