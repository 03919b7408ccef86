ALTER TABLE "audit_entries" ADD COLUMN "subject_name" jsonb;--> statement-breakpoint
UPDATE "audit_entries" SET "subject_name" = "details"->'name', "details" = "details" - 'name' WHERE "details" ? 'name';
