import { afterEach, expect, it } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import { reactToEvent } from '#platform/events/react.server.ts'
import { env } from '#platform/config/env.server.ts'
import { type ServerFeature, installFeatures, installedFeatures } from '#platform/features.ts'
import { addEvent } from '../support/events.ts'

const { serverFeatures } = installedFeatures()
afterEach(() => installFeatures({ serverFeatures }))

const react = (name: string, happened: () => void): ServerFeature => ({
  name,
  on: { 'session.started': async () => async () => happened() },
})
const fail = (message: string) => () => {
  throw new Error(message)
}

async function eventOf(name: 'session.started' | 'session.ended'): Promise<string> {
  const [person] = await db
    .insert(user)
    .values({ name: 'Ada', email: `${crypto.randomUUID()}@example.com` })
    .returning({ id: user.id })
  return addEvent(sql, env().authSecret, { name, subjectId: person?.id ?? '' })
}

it('every feature reacts to an event, also when another one fails, whose job is then tried again', async () => {
  const reacted: string[] = []
  installFeatures({ serverFeatures: [react('broken', fail('broken')), react('well', () => void reacted.push('well'))] })
  await expect(reactToEvent('job', { eventId: await eventOf('session.started') })).rejects.toThrow('broken')
  expect(reacted).toEqual(['well'])
})

it('the failures of several features are reported together', async () => {
  installFeatures({ serverFeatures: [react('one', fail('first')), react('other', fail('second'))] })
  await expect(reactToEvent('job', { eventId: await eventOf('session.started') })).rejects.toMatchObject({
    errors: [{ message: 'first' }, { message: 'second' }],
  })
})

it('an event that no feature reacts to ends quietly', async () => {
  installFeatures({ serverFeatures: [react('broken', fail('broken'))] })
  await expect(reactToEvent('job', { eventId: await eventOf('session.ended') })).resolves.toBeUndefined()
})
