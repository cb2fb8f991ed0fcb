import { appendResponseHeader } from '@tanstack/react-start/server'
import { lookUpSession } from './session-lookup.server.ts'
import { noteActivity } from './session-upkeep.server.ts'
import type { Viewer, ViewerSession } from './viewer.ts'
import { countWriteOf } from '#auth/protection/write-limit.server.ts'

const readings = new WeakMap<Request, Promise<ViewerSession | null>>()
const found = new WeakMap<Request, ViewerSession | null>()

/**
 * Who makes this request, from Postgres, at most once a request. Null for no session, an expired or an ended one.
 * The token stays here: callers get ids only. Throws when the database is away, which is not "signed out", and LimitReached
 * when this person has written too often.
 */
export function readSession(request: Request): Promise<ViewerSession | null> {
  const known = readings.get(request)
  if (known !== undefined) return known
  const reading = read(request)
  readings.set(request, reading)
  reading.then(
    (session) => found.set(request, session),
    () => {},
  )
  return reading
}

/** Who `readSession` has found for this request. Null before it has, too. */
export const viewerFound = (request: Request): Viewer | null => found.get(request)?.viewer ?? null

async function read(request: Request): Promise<ViewerSession | null> {
  const row = await lookUpSession(request)
  if (row === null) return null
  const { id, name, email, image, emailVerified, twoFactorEnabled } = row.user
  await countWriteOf(request, id)
  noteActivity(row.session)
  if (row.cookie !== null) appendResponseHeader('set-cookie', row.cookie)
  return {
    viewer: { id, name, email, image, emailVerified, twoFactorEnabled, role: row.role },
    session: { id: row.session.id, provenAt: row.session.provenAt },
  }
}
