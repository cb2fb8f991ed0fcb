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
ALTER TABLE "event" ADD COLUMN "chain_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "seq" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "outcome" text DEFAULT 'success' NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "viewer_id" uuid;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "target" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "details_salt" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "details_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "previous_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "key_id" text NOT NULL;--> statement-breakpoint
CREATE INDEX "event_created_at_index" ON "event" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_chainId_seq_unique" UNIQUE("chain_id","seq");