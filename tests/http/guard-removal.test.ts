import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ANONYMOUS_FUNCTIONS } from '../support/anonymous-functions.ts'
import { type App, startApp } from '../support/app.ts'
import { builtDoors, builtFunctionIds } from '../support/built-doors.ts'
import type { Fork } from '../support/fork.ts'
import { OPEN_DOORS } from '../support/open-doors.ts'
import { createPerson, withSql } from '../support/person.ts'
import { CLAIMED_ID, sweepClaims, sweepCrossSite, sweepDoors, sweepFunctions, sweepStepUp } from '../support/rpc-sweep.ts'
import { signedIn, signedInAdmin } from '../support/signed-in.ts'
import { ADMIN_FUNCTIONS, STEP_UP_DOORS, STEP_UP_FUNCTIONS } from '../support/step-up-doors.ts'
import { strangers } from '../support/strangers.ts'
import { buildSwitchable } from '../support/switchable-guards.ts'

const BUILD_MS = 240_000
const SWEEP_MS = 120_000
const NOBODY = { nobody: '' }
/** The claim is to be someone who is not there: the one looks at its cookie first, another fails for them as without a person, and those of administrators do not exist for who claims. */
const SAME_FOR_NOBODY = new Set(['two-factor.getNewBackupCodes', 'two-factor.getSetUp', ...ADMIN_FUNCTIONS])

const secret = randomBytes(32).toString('base64url')
const folder = mkdtempSync(join(tmpdir(), 'dropped-guard-'))
const dropped = join(folder, 'name')
let fork: Fork | undefined
let app: App | undefined

beforeAll(async () => {
  drop(null)
  fork = await buildSwitchable()
  app = await startApp(inject('server'), { AUTH_SECRET: secret, DROPPED_GUARD: dropped }, fork.server)
}, BUILD_MS)
afterAll(async () => {
  await app?.stop()
  fork?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** From the next request on. */
const drop = (guard: string | null) => writeFileSync(dropped, guard ?? '')

function built() {
  if (app === undefined || fork === undefined) throw new Error('The fork has not started.')
  const samples = { userId: randomUUID(), version: 'x', provider: 'github', id: randomUUID(), $: 'sign-in/social' }
  const doors = builtDoors(fork.server, samples)
  return {
    app,
    ids: builtFunctionIds(fork.server).filter((id) => !ANONYMOUS_FUNCTIONS.includes(id)),
    doors,
    guarded: doors.filter(({ name }) => !(name in OPEN_DOORS)),
  }
}

/** The doors that a sweep has found something wrong with. */
const found = (lines: readonly string[]): string[] => [...new Set(lines.map((line) => line.split(' · ')[0] ?? ''))].toSorted()

/** Drops each guard in turn; what the sweep then finds, where it is not exactly the door behind it. */
async function unnoticed(guards: ReadonlyMap<string, string>, sweep: () => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = []
  drop(null)
  for (const door of found(await sweep())) wrong.push(`${door} is reported with every guard in place`)
  for (const [guard, door] of guards) {
    drop(guard)
    const reported = found(await sweep())
    if (reported.join() !== door) wrong.push(`without the guard of ${guard} the sweep finds: ${reported.join(', ') || 'nothing'}`)
  }
  drop(null)
  return wrong
}

const memberCookie = async () => (await signedIn({ app: built().app, secret })).visitor.cookieHeader
/** There for everything that is there for anyone. */
const adminCookie = async (proven: boolean) => (await signedInAdmin({ app: built().app, secret }, proven)).visitor.cookieHeader

/** The sweep is only worth something if it goes red. */
describe('with one guard taken away, the sweep finds exactly the door behind it', () => {
  it('for each server function, page and server route [ASVS 8.2.1, 8.3.1]', { timeout: SWEEP_MS }, async () => {
    const { app: site, ids, guarded } = built()
    const guards = new Map([
      ...ids.map((id) => [id, id] as const),
      ...guarded.map(({ name, verb, path }) => [switchOf(name, verb, path), name] as const),
    ])
    expect(guards.size).toBe(ids.length + guarded.length)
    const sweep = async () => [...(await sweepFunctions(site, ids, NOBODY, 'quick')), ...(await sweepDoors(site, guarded, NOBODY, 'quick'))]
    expect(await unnoticed(guards, sweep)).toEqual([])
  })

  it('for each page, post and server function that asks for a fresh proof [ASVS 7.5.1]', { timeout: SWEEP_MS }, async () => {
    const { app: site, doors } = built()
    const stepUp = doors.filter(({ name }) => STEP_UP_DOORS.includes(name))
    const guards = new Map([
      ...STEP_UP_FUNCTIONS.map((id) => [`fresh ${id}`, id] as const),
      ...stepUp.map(({ name, verb, path }) => [`fresh ${verb} ${path}`, name] as const),
    ])
    expect(guards.size).toBe(STEP_UP_FUNCTIONS.length + STEP_UP_DOORS.length)
    expect(await unnoticed(guards, async () => sweepStepUp(site, stepUp, STEP_UP_FUNCTIONS, await adminCookie(false)))).toEqual([])
  })

  it('for each server function and post of the administration: a member is let in [ASVS 8.2.1, 8.3.1]', async () => {
    const { app: site, doors } = built()
    const posts = doors.filter(({ name }) => name.startsWith('POST /admin/'))
    const guards = new Map([
      ...ADMIN_FUNCTIONS.map((id) => [`admin ${id}`, id] as const),
      ...posts.map(({ name }) => [`admin ${name}`, name] as const),
    ])
    const member = { 'a member': await memberCookie() }
    const sweep = async () => [
      ...(await sweepFunctions(site, ADMIN_FUNCTIONS, member, 'quick')),
      ...(await sweepDoors(site, posts, member, 'quick')),
    ]
    expect(await unnoticed(guards, sweep)).toEqual([])
  })

  it.each([
    ['a confirmed address', 'a person with an unconfirmed address'],
    ['a person who is not banned', 'a banned person'],
    ['a session that is not too old', 'a session older than thirty days'],
    ['a session that has not ended', 'an expired session'],
  ])('for %s: every function lets in %s and no other stranger [ASVS 7.4.2, 7.3.2]', async (guard, stranger) => {
    const { app: site, ids } = built()
    drop(guard)
    const lines = await sweepFunctions(site, ids, await strangers(site, secret), 'quick').finally(() => drop(null))
    // Of these strangers none is an administrator: that door stays shut.
    expect(found(lines)).toEqual(ids.filter((id) => !ADMIN_FUNCTIONS.includes(id)).toSorted())
    expect(lines.filter((line) => !line.includes(` · ${stranger}: `))).toEqual([])
  })

  it('for the same-origin proof: every post and every server function [ASVS 3.5.1]', async () => {
    const { app: site, ids, doors } = built()
    const posts = doors.filter(({ verb, path }) => verb !== 'GET' && !path.startsWith('/api/'))
    const cookie = await adminCookie(true)
    drop('same origin')
    const lines = await sweepCrossSite(site, posts, ids, cookie).finally(() => drop(null))
    expect(found(lines)).toEqual([...ids, ...posts.map(({ name }) => name)].toSorted())
  })

  it('for the keys of a context: a function believes what a person claims, however it is sent (context injection) [ASVS 8.3.1, 15.3.3]', async () => {
    const { app: site, ids } = built()
    const all = [...ids, 'viewer.getViewer']
    const cookie = await memberCookie()
    expect(await sweepClaims(site, all, cookie)).toEqual([])
    drop('the keys of the context')
    const lines = await sweepClaims(site, all, cookie).finally(() => drop(null))
    const believed = lines.filter((line) => line.startsWith('viewer.getViewer · ') && line.includes(CLAIMED_ID))
    expect(believed).toHaveLength(1)
    expect(found(lines)).toEqual(all.filter((id) => !SAME_FOR_NOBODY.has(id)).toSorted())
  })

  it('for the owner of a picture: another person still finds none, since the query names the owner too [ASVS 8.2.2]', async () => {
    const { app: site } = built()
    const owner = await createPerson(site.databaseUrl)
    await withSql(
      site.databaseUrl,
      (sql) => sql`insert into avatar (user_id, version, content_type, bytes) values (${owner.id}, 'v', 'image/webp', 'x')`,
    )
    const path = `/avatar/${owner.id}/v`
    const headers = { cookie: await memberCookie() }
    drop(path)
    expect((await fetch(`${site.url}${path}`, { headers }).finally(() => drop(null))).status).toBe(404)
  })
})

/** As `switchable-guards.ts` names the guard before a door. */
const switchOf = (name: string, verb: string, path: string): string =>
  name.startsWith('ANY ') ? name : path.startsWith('/avatar/') ? path : `${verb} ${path}`
