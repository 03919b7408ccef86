ALTER TABLE "awards" DROP CONSTRAINT "awards_application_id_applications_id_fk";
--> statement-breakpoint
ALTER TABLE "verifications" ALTER COLUMN "id" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "awards" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
UPDATE "awards" SET "organisation_id" = "applications"."organisation_id" FROM "applications" WHERE "applications"."id" = "awards"."application_id";--> statement-breakpoint
ALTER TABLE "awards" ALTER COLUMN "organisation_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" DROP COLUMN "application_id";