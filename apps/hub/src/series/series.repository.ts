import { Injectable } from '@nestjs/common';
import { asc, eq } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { occurrences, seriesParts } from '../database/tables/series.table.ts';

export type SeriesPartRecord = typeof seriesParts.$inferSelect;
export type OccurrenceRecord = typeof occurrences.$inferSelect;

@Injectable()
export class SeriesRepository {
  constructor(private readonly database: Database) {}

  listParts(seriesId: string, tx?: Transaction): Promise<SeriesPartRecord[]> {
    return (tx ?? this.database.db)
      .select()
      .from(seriesParts)
      .where(eq(seriesParts.seriesId, seriesId))
      .orderBy(asc(seriesParts.from));
  }

  async replaceParts(tx: Transaction, seriesId: string, parts: SeriesPartRecord[]): Promise<void> {
    await tx.delete(seriesParts).where(eq(seriesParts.seriesId, seriesId));
    await tx.insert(seriesParts).values(parts);
  }

  listOccurrences(seriesId: string, tx?: Transaction): Promise<OccurrenceRecord[]> {
    return (tx ?? this.database.db)
      .select()
      .from(occurrences)
      .where(eq(occurrences.seriesId, seriesId))
      .orderBy(asc(occurrences.date));
  }

  async insertOccurrence(tx: Transaction, occurrence: OccurrenceRecord): Promise<void> {
    await tx.insert(occurrences).values(occurrence);
  }
}
