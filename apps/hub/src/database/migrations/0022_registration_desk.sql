CREATE TABLE "registration_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"person_id" uuid,
	"invoice" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration_transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"to_person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registration_transfers_one" UNIQUE("registration_id")
);
--> statement-breakpoint
CREATE TABLE "capacities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"places" integer NOT NULL,
	CONSTRAINT "capacities_places" CHECK ("capacities"."places" >= 0)
);
--> statement-breakpoint
CREATE TABLE "registration_desks" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"offer_hours" integer DEFAULT 24 NOT NULL,
	"cancel_until" timestamp with time zone,
	CONSTRAINT "registration_desks_offer_hours" CHECK ("registration_desks"."offer_hours" > 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"ticket_type_id" uuid NOT NULL,
	"code" text NOT NULL,
	"uses" integer NOT NULL,
	"reserves" boolean DEFAULT false NOT NULL,
	"discount_percent" integer DEFAULT 0 NOT NULL,
	"valid_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_codes_code" UNIQUE("event_id","code"),
	CONSTRAINT "ticket_codes_uses" CHECK ("ticket_codes"."uses" > 0),
	CONSTRAINT "ticket_codes_discount" CHECK ("ticket_codes"."discount_percent" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "ticket_type_capacities" (
	"ticket_type_id" uuid NOT NULL,
	"capacity_id" uuid NOT NULL,
	CONSTRAINT "ticket_type_capacities_ticket_type_id_capacity_id_pk" PRIMARY KEY("ticket_type_id","capacity_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_types" DROP CONSTRAINT "ticket_types_capacity";--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "code_id" uuid;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "state" text DEFAULT 'confirmed' NOT NULL;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "price" integer;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "ticket_code" text;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "offer_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "price" integer;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "opens_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "approved" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "group_min" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "group_max" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "mail_domains" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "registration_groups" ADD CONSTRAINT "registration_groups_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_groups" ADD CONSTRAINT "registration_groups_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_transfers" ADD CONSTRAINT "registration_transfers_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_transfers" ADD CONSTRAINT "registration_transfers_to_person_id_persons_id_fk" FOREIGN KEY ("to_person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_desks" ADD CONSTRAINT "registration_desks_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_codes" ADD CONSTRAINT "ticket_codes_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_codes" ADD CONSTRAINT "ticket_codes_ticket_type_id_ticket_types_id_fk" FOREIGN KEY ("ticket_type_id") REFERENCES "public"."ticket_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_type_capacities" ADD CONSTRAINT "ticket_type_capacities_ticket_type_id_ticket_types_id_fk" FOREIGN KEY ("ticket_type_id") REFERENCES "public"."ticket_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_type_capacities" ADD CONSTRAINT "ticket_type_capacities_capacity_id_capacities_id_fk" FOREIGN KEY ("capacity_id") REFERENCES "public"."capacities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "registration_groups_person" ON "registration_groups" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "registration_groups_event" ON "registration_groups" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "registration_transfers_to" ON "registration_transfers" USING btree ("to_person_id");--> statement-breakpoint
CREATE INDEX "capacities_event" ON "capacities" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "ticket_codes_ticket_type" ON "ticket_codes" USING btree ("ticket_type_id");--> statement-breakpoint
CREATE INDEX "ticket_type_capacities_capacity" ON "ticket_type_capacities" USING btree ("capacity_id");--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_group_id_registration_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."registration_groups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_code_id_ticket_codes_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."ticket_codes"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "registrations_group" ON "registrations" USING btree ("group_id");--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_ticket_code" UNIQUE("ticket_code");--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_price" CHECK ("ticket_types"."price" > 0);--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_window" CHECK ("ticket_types"."closes_at" > "ticket_types"."opens_at");--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_group" CHECK ("ticket_types"."group_min" between 1 and "ticket_types"."group_max");--> statement-breakpoint
-- What a ticket type had places of becomes a capacity of its own.
INSERT INTO "registration_desks" ("event_id") SELECT DISTINCT "event_id" FROM "ticket_types";--> statement-breakpoint
INSERT INTO "capacities" ("id", "event_id", "name", "places") SELECT "id", "event_id", "name", "capacity" FROM "ticket_types";--> statement-breakpoint
INSERT INTO "ticket_type_capacities" ("ticket_type_id", "capacity_id") SELECT "id", "id" FROM "ticket_types";--> statement-breakpoint
UPDATE "registrations" SET "state" = 'cancelled' WHERE "cancelled_at" IS NOT NULL;--> statement-breakpoint
UPDATE "registrations" SET "ticket_code" = upper(left(replace(gen_random_uuid()::text, '-', ''), 12)) WHERE "cancelled_at" IS NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" DROP COLUMN "capacity";
