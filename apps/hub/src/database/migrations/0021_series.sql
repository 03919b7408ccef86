CREATE TABLE "occurrences" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"series_id" uuid NOT NULL,
	"date" date NOT NULL,
	CONSTRAINT "occurrences_date" UNIQUE("series_id","date")
);
--> statement-breakpoint
CREATE TABLE "series_parts" (
	"series_id" uuid NOT NULL,
	"from" date NOT NULL,
	"rule" text NOT NULL,
	"time" text NOT NULL,
	"minutes" integer NOT NULL,
	"zone" text NOT NULL,
	"kind" text NOT NULL,
	"format" text NOT NULL,
	"title" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"places" jsonb NOT NULL,
	"skipped" jsonb NOT NULL,
	CONSTRAINT "series_parts_series_id_from_pk" PRIMARY KEY("series_id","from")
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "template" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_series_id_events_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_parts" ADD CONSTRAINT "series_parts_series_id_events_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_ancestors" ON "events" USING gin ("ancestors");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_template" CHECK (not ("events"."template" and "events"."published_at" is not null));