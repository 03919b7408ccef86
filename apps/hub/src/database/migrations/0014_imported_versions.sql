ALTER TABLE "rooms" ADD COLUMN "imported_version" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "imported_version" integer;--> statement-breakpoint
ALTER TABLE "slots" ADD COLUMN "imported_version" integer;