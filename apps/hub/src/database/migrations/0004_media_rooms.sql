CREATE TABLE "media_rooms" (
	"room" text PRIMARY KEY NOT NULL,
	"hub_id" uuid NOT NULL,
	"held_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "media_rooms_hub" ON "media_rooms" USING btree ("hub_id");