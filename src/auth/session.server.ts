import { appendResponseHeader } from '@tanstack/react-start/server'
import { lookUpSession } from './session-lookup.server'
import { noteActivity } from './session-upkeep.server'
import type { ViewerSession } from './viewer'
import { countWriteOf } from './write-limit.server'

const readings = new WeakMap<Request, Promise<ViewerSession | null>>()

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
  return reading
}

async function read(request: Request): Promise<ViewerSession | null> {
  const found = await lookUpSession(request)
  if (found === null) return null
  const { id, name, email, image, emailVerified, twoFactorEnabled } = found.user
  await countWriteOf(request, id)
  noteActivity(found.session)
  if (found.cookie !== null) appendResponseHeader('set-cookie', found.cookie)
  return {
    viewer: { id, name, email, image, emailVerified, twoFactorEnabled, role: found.role },
    session: { id: found.session.id, provenAt: found.session.provenAt },
  }
}
