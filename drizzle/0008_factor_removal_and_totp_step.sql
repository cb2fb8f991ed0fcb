CREATE TABLE "factor_removal" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "two_factor" ADD COLUMN "last_used_step" integer;--> statement-breakpoint
ALTER TABLE "factor_removal" ADD CONSTRAINT "factor_removal_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "factor_removal_due_at_index" ON "factor_removal" USING btree ("due_at");