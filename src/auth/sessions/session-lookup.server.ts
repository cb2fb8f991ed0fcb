/**
 * Who a request comes from: the cookie's signature, and one prepared statement each time, so that a session which has ended
 * anywhere is over at the next request. It says what `auth.api.getSession` says: a test holds the two against each other.
 */
import { sessionConnection } from '#platform/db/client.server.ts'
import { hasBegunTooLongAgo } from './session-limits.server.ts'
import { isRenewalDue, removeSession, renewSession } from './session-upkeep.server.ts'
import { readSignedCookie, sessionCookie } from './signed-cookies.server.ts'

/** `cookie`: a `Set-Cookie` line, when the session was just renewed. */
type Lookup = ReturnType<typeof named> & { cookie: string | null }

/** Null for no session, and for one that is over. Throws when the database is away, which is not "signed out". */
export async function lookUpSession(request: Request): Promise<Lookup | null> {
  const token = readSignedCookie(request, 'session_token')
  const row = token === null ? null : await rowOf(token)
  if (token === null || row === null) return null
  if (isOver(row)) {
    await removeSession(row.sessionId, token)
    return null
  }
  if (!row.emailVerified) return null
  return mayRenew(request, row) ? renewed(request, row, token) : { ...named(row), cookie: null }
}

/** As the driver gives it: past Drizzle, whose building and mapping take longer than the asking. */
type Row = {
  token: string
  sessionId: string
  expiresAt: Date
  sessionCreatedAt: Date
  sessionUpdatedAt: Date
  ipAddress: string | null
  userAgent: string | null
  provenAt: Date | null
  lastActiveAt: Date
  userId: string
  name: string
  email: string
  emailVerified: boolean
  image: string | null
  twoFactorEnabled: boolean
  role: 'user' | 'admin'
  bannedAt: Date | null
  userCreatedAt: Date
  userUpdatedAt: Date
}

async function rowOf(token: string): Promise<Row | null> {
  const [row] = await sessionConnection<Row>`
    select session.token, session.id as "sessionId", session.expires_at as "expiresAt", session.ip_address as "ipAddress",
      session.user_agent as "userAgent", session.proven_at as "provenAt", session.last_active_at as "lastActiveAt",
      session.created_at as "sessionCreatedAt", session.updated_at as "sessionUpdatedAt",
      person.id as "userId", person.name, person.email, person.email_verified as "emailVerified", person.image,
      person.two_factor_enabled as "twoFactorEnabled", person.role, person.banned_at as "bannedAt",
      person.created_at as "userCreatedAt", person.updated_at as "userUpdatedAt"
    from session join "user" person on person.id = session.user_id
    where session.token = ${token}`
  // Many are asked for on one connection. Should their answers ever be dealt out wrongly, nobody becomes somebody else.
  if (row !== undefined && row.token !== token) throw new Error('a session was answered that was not asked for')
  return row ?? null
}

const isOver = ({ expiresAt, sessionCreatedAt, bannedAt }: Row): boolean =>
  expiresAt < new Date() || hasBegunTooLongAgo(sessionCreatedAt) || bannedAt !== null

/** The answer to a post may set this cookie itself, with another token. And who did not ask to stay signed in does not. */
const mayRenew = (request: Request, { expiresAt }: Row): boolean =>
  request.method === 'GET' && isRenewalDue(expiresAt) && readSignedCookie(request, 'dont_remember') === null

async function renewed(request: Request, row: Row, token: string): Promise<Lookup> {
  const found = named(row)
  const change = await renewSession(row.sessionId, token)
  // Another request was first, or the session has ended or got another token since: the browser is told nothing.
  if (change === null) return { ...found, cookie: null }
  return { ...found, session: { ...found.session, ...change }, cookie: sessionCookie(request, token, change.expiresAt) }
}

/** `session` and `user` are what a browser may have of its own: never the token. */
const named = (row: Row) => ({
  session: {
    id: row.sessionId,
    userId: row.userId,
    expiresAt: row.expiresAt,
    createdAt: row.sessionCreatedAt,
    updatedAt: row.sessionUpdatedAt,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    provenAt: row.provenAt,
    lastActiveAt: row.lastActiveAt,
  },
  user: {
    id: row.userId,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    image: row.image,
    twoFactorEnabled: row.twoFactorEnabled,
    createdAt: row.userCreatedAt,
    updatedAt: row.userUpdatedAt,
  },
  role: row.role,
})
