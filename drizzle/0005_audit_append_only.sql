ALTER TABLE "event_chain" ADD COLUMN "seal" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- The audit log is added to, and nothing else. Two transactions may do more, and have to say so first:
--   select set_config('gatehouse.audit', 'erase', true)   takes the details of a row away (a person was erased)
--   select set_config('gatehouse.audit', 'retain', true)  moves the beginning of a chain, and deletes the rows before it
CREATE FUNCTION "guard_event"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mode text := coalesce(current_setting('gatehouse.audit', true), '');
  details text[] := array['ip_address', 'user_agent', 'data', 'details_salt'];
BEGIN
  IF tg_op = 'INSERT' THEN
    IF EXISTS (SELECT FROM public.event_chain WHERE chain_id = new.chain_id AND seq = new.seq AND hash = new.previous_hash) THEN
      RETURN new;
    END IF;
    RAISE EXCEPTION 'the audit log is written at its end: % is not the next place of chain %', new.seq, new.chain_id
      USING ERRCODE = 'restrict_violation', HINT = 'Write with record() of src/events.';
  ELSIF tg_op = 'UPDATE' THEN
    IF mode = 'erase' AND to_jsonb(new) - details = to_jsonb(old) - details
      AND new.ip_address IS NULL AND new.user_agent IS NULL AND new.details_salt IS NULL AND new.data = '{}'::jsonb THEN
      RETURN new;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only: row % of chain % may not be changed', old.seq, old.chain_id
      USING ERRCODE = 'restrict_violation', HINT = 'Only its details may be erased, with eraseDetails() of src/events.';
  END IF;
  IF mode = 'retain' AND EXISTS (SELECT FROM public.event_chain WHERE chain_id = old.chain_id AND old.seq <= pruned_seq) THEN
    RETURN old;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only: row % of chain % may not be removed', old.seq, old.chain_id
    USING ERRCODE = 'restrict_violation', HINT = 'Retention alone removes rows, from the beginning of a chain (AUDIT_RETENTION_DAYS).';
END $$;--> statement-breakpoint
CREATE FUNCTION "guard_event_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mode text := coalesce(current_setting('gatehouse.audit', true), '');
BEGIN
  IF tg_op = 'INSERT' AND new.seq = 1 AND new.hash = '' AND new.pruned_seq = 0 THEN
    RETURN new;
  ELSIF tg_op = 'UPDATE' AND new.chain_id = old.chain_id AND new.seq IN (old.seq, old.seq + 1)
    AND ((new.pruned_seq, new.pruned_hash) = (old.pruned_seq, old.pruned_hash)
      OR (mode = 'retain' AND new.pruned_seq > old.pruned_seq AND new.pruned_seq <= new.seq)) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'the ends of the audit log move forward only: this % of event_chain is refused', lower(tg_op)
    USING ERRCODE = 'restrict_violation', HINT = 'Write with record() of src/events.';
END $$;--> statement-breakpoint
CREATE FUNCTION "refuse_truncate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % may not be emptied', tg_table_name USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "event_is_append_only" BEFORE INSERT OR UPDATE OR DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION "guard_event"();--> statement-breakpoint
CREATE TRIGGER "event_is_never_emptied" BEFORE TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate"();--> statement-breakpoint
CREATE TRIGGER "event_chain_moves_forward" BEFORE INSERT OR UPDATE OR DELETE ON "event_chain" FOR EACH ROW EXECUTE FUNCTION "guard_event_chain"();--> statement-breakpoint
CREATE TRIGGER "event_chain_is_never_emptied" BEFORE TRUNCATE ON "event_chain" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate"();
