-- What grows with people, measured: psql "$DATABASE_URL" -v people=100000 -f bench/growth.sql
-- On an empty, migrated database that is thrown away afterwards, as a superuser: it writes past the audit log's triggers.
\set ON_ERROR_STOP on
set session_replication_role = replica;
set work_mem = '64MB';

insert into "user" (name, email, email_verified)
  select 'Person Number ' || n, 'person-' || n || '@example.com', true from generate_series(1, :people) n;
insert into account (user_id, provider_id, account_id, password)
  select id, 'credential', id::text, '$argon2id$v=19$m=19456,t=2,p=1$' || left(md5(id::text), 22) || '$' || left(encode(sha256(id::text::bytea), 'base64'), 43) from "user";
insert into session (user_id, token, expires_at, ip_address, user_agent, proven_at)
  select id, left(encode(sha256(id::text::bytea), 'hex'), 32), now() + random() * interval '7 days', '198.51.100.7',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', now()
  from "user";
insert into event (chain_id, seq, name, actor_id, subject_id, target, ip_address, user_agent, details_salt, details_hash, previous_hash, hash, key_id)
  select id, n, 'session.started', id, id, 'session:' || id, '198.51.100.7',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    left(md5(id::text), 22), left(encode(sha256(id::text::bytea), 'base64'), 43), left(encode(sha256((id::text || n)::bytea), 'base64'), 43),
    left(encode(sha256((n || id::text)::bytea), 'base64'), 43), left(md5(n::text), 8)
  from "user", generate_series(1, 10) n;
insert into event_chain (chain_id, seq, hash, seal)
  select id, 10, left(encode(sha256(id::text::bytea), 'base64'), 43), left(encode(sha256(id::text::bytea), 'base64'), 43) from "user";
insert into try_count (key_hash, count, expires_at)
  select left(encode(sha256(id::text::bytea), 'base64'), 43), 1, now() + interval '1 hour' from "user";
vacuum analyze;

select c.relname as table, c.reltuples::bigint as rows,
  round(pg_relation_size(c.oid) / nullif(c.reltuples, 0)) as "bytes a row",
  round(pg_indexes_size(c.oid) / nullif(c.reltuples, 0)) as "of indexes",
  pg_size_pretty(pg_total_relation_size(c.oid)) as in_all
from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.reltuples > 0 order by c.relname;

select token from session order by id desc limit 1 \gset
\echo The look-up of a session and its person
explain (analyze, buffers, costs off)
  select * from session s join "user" u on u.id = s.user_id where s.token = :'token' and s.expires_at > now();
\echo The activity page of one person
explain (analyze, buffers, costs off)
  select * from event where subject_id = (select id from "user" order by id desc limit 1) order by created_at desc limit 20;
