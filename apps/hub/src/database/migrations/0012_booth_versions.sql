ALTER TABLE "booths" ADD COLUMN "staff_counts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "booths" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;