CREATE TABLE "event_chain" (
	"chain_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	"pruned_seq" integer DEFAULT 0 NOT NULL,
	"pruned_hash" text DEFAULT '' NOT NULL,
	"pruned_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "banned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "chain_id" uuid;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "seq" integer;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "outcome" text DEFAULT 'success' NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "viewer_id" uuid;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "target" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "details_salt" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "details_hash" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "previous_hash" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "key_id" text;--> statement-breakpoint
-- Rows from before there were chains carry no seal: they stand at the beginning of theirs, under no key.
UPDATE "event" SET "chain_id" = coalesce("subject_id", '00000000-0000-0000-0000-000000000000'), "viewer_id" = "actor_id", "details_hash" = '', "previous_hash" = '', "hash" = '', "key_id" = '';--> statement-breakpoint
UPDATE "event" SET "seq" = "numbered"."seq" FROM (SELECT "id", row_number() OVER (PARTITION BY "chain_id" ORDER BY "created_at", "id") AS "seq" FROM "event") AS "numbered" WHERE "event"."id" = "numbered"."id";--> statement-breakpoint
INSERT INTO "event_chain" ("chain_id", "seq", "hash") SELECT "chain_id", max("seq"), '' FROM "event" GROUP BY "chain_id";--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "chain_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "seq" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "details_hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "previous_hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "key_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "event_created_at_index" ON "event" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_chainId_seq_unique" UNIQUE("chain_id","seq");
