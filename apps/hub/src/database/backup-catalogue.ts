import type { TransactionSql } from 'postgres';

/** A table whose rows a backup takes; names are quoted as SQL wants them. Generated columns compute themselves. */
export interface CatalogueTable {
  readonly name: string;
  readonly columns: string[];
}

/** The hub's own tables: those of its schema, not those of extensions and not the list of migrations. */
export async function listTables(tx: TransactionSql): Promise<CatalogueTable[]> {
  return tx<CatalogueTable[]>`
    select quote_ident(relname) as name, json_agg(quote_ident(attname) order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'schema_migrations'
      and attnum > 0 and not attisdropped and attgenerated = ''
      and not exists (
        select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e'
      )
    group by pg_class.oid
    order by relname`;
}

/** Every sequence, those of identity columns too, with the last number it gave. */
export async function listSequences(tx: TransactionSql): Promise<{ name: string; value: string | null }[]> {
  return tx<{ name: string; value: string | null }[]>`
    select quote_ident(sequencename) as name, last_value::text as value
    from pg_sequences where schemaname = current_schema() order by sequencename`;
}

/** Whether somebody has put anything at all into the database, apart from extensions. */
export async function isEmptyDatabase(tx: TransactionSql): Promise<boolean> {
  const found = await tx`
    select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname not like 'pg\_%' and nspname <> 'information_schema' and not exists (
      select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e'
    )
    limit 1`;
  return found.length === 0;
}

/**
 * Takes foreign keys and triggers away while rows come in, in whatever order and as they were, and puts them back: what
 * the rows then violate is an error. Needs no more rights than the tables' owner has.
 */
export async function withoutReferences(tx: TransactionSql, load: () => Promise<void>): Promise<void> {
  const tables = await listTables(tx);
  const references = await tx<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace`;
  for (const { table, name } of references) await tx.unsafe(`alter table ${table} drop constraint ${name}`);
  for (const { name } of tables) await tx.unsafe(`alter table ${name} disable trigger user`);
  await load();
  await tx`set constraints all immediate`;
  for (const { name } of tables) await tx.unsafe(`alter table ${name} enable trigger user`);
  for (const { table, name, definition } of references) {
    await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
  }
}
