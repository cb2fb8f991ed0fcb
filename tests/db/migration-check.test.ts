import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMigrations } from '#platform/db/migrations.server.ts'
import { MIGRATIONS } from '../../scripts/checkout.ts'
import { BASELINE, findUnsafe } from '../../scripts/migration-check.ts'

const all = readMigrations(MIGRATIONS)
const textOf = ({ file }: { file: string }) => ({ tag: file, text: readFileSync(join(MIGRATIONS, file), 'utf8') })
const problems = (...statements: string[]) => findUnsafe({ tag: '0042', text: statements.join(';--> statement-breakpoint\n') })
const ALONE = '-- no transaction'
const CONTRACT = '-- contract: 0.3.0 no longer reads it'

describe('migrations since the first release', () => {
  it('may run while the version before serves, each of them', () => {
    const first = all.findIndex(({ file }) => file === `${BASELINE}.sql`)
    expect(first).toBeGreaterThan(-1)
    expect(all.slice(first + 1).flatMap((migration) => findUnsafe(textOf(migration)))).toEqual([])
  })
})

describe('the journals', () => {
  it('name no time twice: a migration is known by its time too', () => {
    const times = all.map(({ when }) => when)
    expect(new Set(times).size).toBe(times.length)
  })
})

describe('the check of migrations', () => {
  it.each([
    ['a column without a value', 'ALTER TABLE "user" ADD COLUMN "nick" text'],
    ['a column with a constant', `ALTER TABLE "user" ADD COLUMN "plan" text DEFAULT 'free' NOT NULL;`],
    ['a table', 'CREATE TABLE "team" ("id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL)'],
    ['a constraint that is checked for new rows', 'ALTER TABLE "user" ADD CONSTRAINT "short" CHECK (length(nick) < 9) NOT VALID'],
    ['checking the others', 'ALTER TABLE "user" VALIDATE CONSTRAINT "short"'],
    ['a column that may not be empty, for new rows', 'ALTER TABLE "user" ADD CONSTRAINT "has_nick" NOT NULL "nick" NOT VALID'],
    ['another default', `ALTER TABLE "user" ALTER COLUMN "plan" SET DEFAULT 'team'`],
  ])('lets pass %s', (_what, statement) => expect(problems(statement)).toEqual([]))

  it('lets pass an index of a table that the same file makes', () => {
    expect(problems('CREATE TABLE "team" ("id" uuid)', 'CREATE INDEX "team_id" ON "team" USING btree ("id")')).toEqual([])
  })

  it('lets pass an index that is built concurrently, after what a failed try left, and a backfill in batches', () => {
    const [drop, make] = ['DROP INDEX CONCURRENTLY IF EXISTS "by_nick"', 'CREATE INDEX CONCURRENTLY "by_nick" ON "user" ("nick")']
    const backfill = `-- in batches\nUPDATE "user" SET nick = name WHERE id IN (SELECT id FROM "user" WHERE nick IS NULL LIMIT 500)`
    expect(problems(`${ALONE}\n${drop}`, make, backfill)).toEqual([])
    expect(problems(`${ALONE}\n${make}`)).toEqual([expect.stringContaining('needs DROP INDEX CONCURRENTLY IF EXISTS "by_nick"')])
    expect(problems(drop, make)).toEqual(Array(2).fill(expect.stringContaining('needs "-- no transaction"')))
    expect(problems(`${ALONE}\n${backfill.replace('-- in batches', '')}`)).toHaveLength(1)
    expect(problems(`${ALONE}\n${backfill.replace(' LIMIT 500', '')}`)).toHaveLength(1)
    expect(problems(`${ALONE}\nALTER TABLE "user" ADD COLUMN "nick" text`)).toHaveLength(1)
  })

  it.each([
    ['a column that goes', 'ALTER TABLE "user" DROP COLUMN "nick"'],
    ['a table that goes', 'DROP TABLE "team"'],
    ['a constraint that goes', 'ALTER TABLE "user" DROP CONSTRAINT "short"'],
    ['emptiness where there was none', 'ALTER TABLE "user" ALTER COLUMN "name" DROP NOT NULL'],
    ['a trigger', 'CREATE TRIGGER "t" BEFORE UPDATE ON "user" FOR EACH ROW EXECUTE FUNCTION "f"()'],
  ])('refuses %s, unless it says since which version nobody minds', (_what, statement) => {
    expect(problems(statement)).toEqual([expect.stringContaining('say "-- contract: VERSION no longer')])
    expect(problems(`${CONTRACT}\n${statement}`)).toEqual([])
    expect(problems(`-- contract: soon\n${statement}`)).toHaveLength(1)
  })

  it('refuses a unique index in the same way: the version before may write what it refuses', () => {
    const statements = ['DROP INDEX CONCURRENTLY IF EXISTS "u"', 'CREATE UNIQUE INDEX CONCURRENTLY "u" ON "user" ("nick")'] as const
    expect(problems(`${ALONE}\n${statements[0]}`, statements[1])).toHaveLength(1)
    expect(problems(`${ALONE}\n${CONTRACT}\n${statements[0]}`, statements[1])).toEqual([])
  })

  it.each([
    ['a column that gets another name', 'ALTER TABLE "user" RENAME COLUMN "name" TO "full_name"'],
    ['a table that gets another name', 'ALTER TABLE "user" RENAME TO "person"'],
    ['another type', 'ALTER TABLE "user" ALTER COLUMN "name" SET DATA TYPE varchar(80)'],
    ['emptiness forbidden at once', 'ALTER TABLE "user" ALTER COLUMN "nick" SET NOT NULL'],
    ['a column that old rows have no value for', 'ALTER TABLE "user" ADD COLUMN "nick" text NOT NULL'],
    ['a value that differs by row', 'ALTER TABLE "user" ADD COLUMN "nick" uuid DEFAULT gen_random_uuid() NOT NULL'],
    ['a unique column', 'ALTER TABLE "user" ADD COLUMN "nick" text UNIQUE'],
    ['a column with a reference', 'ALTER TABLE "user" ADD COLUMN "team" uuid REFERENCES "team"("id")'],
    ['a generated column', 'ALTER TABLE "user" ADD COLUMN "low" text GENERATED ALWAYS AS (lower(name)) STORED'],
    ['an index that stops writes', 'CREATE INDEX "by_nick" ON "user" USING btree ("nick")'],
    ['an index that goes and stops reads', 'DROP INDEX "by_nick"'],
    ['a constraint that reads the whole table', 'ALTER TABLE "user" ADD CONSTRAINT "short" CHECK (length(nick) < 9)'],
    ['a unique constraint', 'ALTER TABLE "user" ADD CONSTRAINT "u" UNIQUE ("nick")'],
    ['two changes in one', 'ALTER TABLE "user" ADD COLUMN "a" text, DROP COLUMN "b"'],
    ['two statements in one', 'COMMENT ON TABLE "user" IS NULL; DROP TABLE "team"'],
    ['all rows at once', `UPDATE "user" SET nick = 'x'`],
    ['what it does not know', 'VACUUM FULL "user"'],
  ])('refuses %s, whatever the file says', (_what, statement) => {
    expect(problems(`${CONTRACT}\n${statement}`)).toHaveLength(1)
  })
})
