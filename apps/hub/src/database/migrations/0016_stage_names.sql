ALTER TABLE "stages" ADD COLUMN "name" text;--> statement-breakpoint
UPDATE "stages" SET "name" = coalesce(
  (
    SELECT "room"->>'name'
    FROM (SELECT "content" FROM "releases" WHERE "event_id" = "stages"."event_id" ORDER BY "number" DESC LIMIT 1) AS "latest",
      jsonb_array_elements("latest"."content"->'rooms') AS "room"
    WHERE "room"->>'id' = "stages"."room_id"::text
  ),
  (SELECT "rooms"."name" FROM "rooms" WHERE "rooms"."id" = "stages"."room_id")
);--> statement-breakpoint
ALTER TABLE "stages" ALTER COLUMN "name" SET NOT NULL;
