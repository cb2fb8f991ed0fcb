/** Everything this product knows of a person, for that person. Every column is named here: a new one is in it by decision. */
import { asc, eq } from 'drizzle-orm'
import { brand } from '#brand.ts'
import { readValues } from '#auth/forms/form-post.server.ts'
import { type Values, leadTo, refuse } from '#auth/forms/form-response.server.ts'
import { letIn } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { db } from '#platform/db/client.server.ts'
import {
  account,
  accountDeletion,
  emailChange,
  event,
  factorRemoval,
  mailLink,
  passkey,
  session,
  trustedDevice,
  twoFactor,
  user,
} from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { countTry } from '#platform/rate-limits/count.server.ts'
import { type Picture, pictureOf, refuseWhileAway } from '#platform/storage/pictures.server.ts'

/** Answers the form of the export page with the file. */
export async function answerExport(request: Request): Promise<Response> {
  let values: Values | null = null
  try {
    values = await readValues(request)
    const { member, elsewhere } = await letIn(request, values, true)
    if (member === null) return leadTo(request, elsewhere)
    await countTry('export', member.viewer.id)
    return await fileOf(member.viewer.id, request)
  } catch (error) {
    return refuse(request, error, values?.[VIEWER_FIELD])
  }
}

async function fileOf(id: string, request: Request): Promise<Response> {
  const picture = await pictureOf(id).catch(refuseWhileAway)
  await record(db, { name: 'account.exported', actorId: id, subjectId: id, ...sourceOf(request) })
  const fileName = `${brand.name.toLowerCase()}-${new Date().toISOString().slice(0, 10)}.json`
  return new Response(JSON.stringify(await everythingOf(id, picture), null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}

async function everythingOf(userId: string, picture: Picture | null) {
  const [[profile], sessions, devices, connections, passkeys, [authenticator], events, [change], links, [deletion], [removal]] =
    await Promise.all([
      db.select(PROFILE).from(user).where(eq(user.id, userId)),
      db.select(SESSION).from(session).where(eq(session.userId, userId)).orderBy(asc(session.createdAt)),
      db.select(DEVICE).from(trustedDevice).where(eq(trustedDevice.userId, userId)),
      db.select(CONNECTION).from(account).where(eq(account.userId, userId)),
      db.select(PASSKEY).from(passkey).where(eq(passkey.userId, userId)),
      db.select({ isVerified: twoFactor.verified }).from(twoFactor).where(eq(twoFactor.userId, userId)),
      db.select(EVENT).from(event).where(eq(event.subjectId, userId)).orderBy(asc(event.createdAt)),
      db.select(CHANGE).from(emailChange).where(eq(emailChange.userId, userId)),
      db.select(LINK).from(mailLink).where(eq(mailLink.userId, userId)),
      db.select({ dueAt: accountDeletion.dueAt }).from(accountDeletion).where(eq(accountDeletion.userId, userId)),
      db.select({ dueAt: factorRemoval.dueAt }).from(factorRemoval).where(eq(factorRemoval.userId, userId)),
    ])
  return {
    exportedAt: new Date().toISOString(),
    profile: profile && { ...profile, email: shownEmail(profile.email) },
    picture: picture === null ? null : `data:${picture.contentType};base64,${picture.bytes.toString('base64')}`,
    waysIn: connections,
    passkeys,
    twoFactor: { isOn: profile?.twoFactorEnabled === true, hasAuthenticator: authenticator?.isVerified === true, removal: removal ?? null },
    sessions,
    trustedDevices: devices,
    emailChange: change ? { ...change, newEmail: shownEmail(change.newEmail) } : null,
    linksInMails: links.map(({ data, ...link }) => ({ ...link, data: data.email ? { ...data, email: shownEmail(data.email) } : data })),
    deletion: deletion ?? null,
    events,
  }
}

const PROFILE = {
  id: user.id,
  name: user.name,
  email: user.email,
  emailVerified: user.emailVerified,
  twoFactorEnabled: user.twoFactorEnabled,
  role: user.role,
  locale: user.locale,
  createdAt: user.createdAt,
  updatedAt: user.updatedAt,
}
const SESSION = {
  id: session.id,
  ipAddress: session.ipAddress,
  userAgent: session.userAgent,
  createdAt: session.createdAt,
  lastActiveAt: session.lastActiveAt,
  provenAt: session.provenAt,
  expiresAt: session.expiresAt,
}
const DEVICE = {
  id: trustedDevice.id,
  ipAddress: trustedDevice.ipAddress,
  userAgent: trustedDevice.userAgent,
  createdAt: trustedDevice.createdAt,
  lastUsedAt: trustedDevice.lastUsedAt,
  expiresAt: trustedDevice.expiresAt,
}
const CONNECTION = {
  provider: account.providerId,
  accountId: account.accountId,
  scope: account.scope,
  createdAt: account.createdAt,
  updatedAt: account.updatedAt,
}
const PASSKEY = {
  id: passkey.id,
  name: passkey.name,
  deviceType: passkey.deviceType,
  backedUp: passkey.backedUp,
  createdAt: passkey.createdAt,
  lastUsedAt: passkey.lastUsedAt,
}
/** Who else did something to this account is not theirs to know. */
const EVENT = {
  id: event.id,
  name: event.name,
  outcome: event.outcome,
  target: event.target,
  ipAddress: event.ipAddress,
  userAgent: event.userAgent,
  data: event.data,
  at: event.createdAt,
}
const CHANGE = {
  newEmail: emailChange.newEmail,
  confirmedAt: emailChange.confirmedAt,
  verifiedAt: emailChange.verifiedAt,
  expiresAt: emailChange.expiresAt,
  createdAt: emailChange.createdAt,
}
const LINK = { purpose: mailLink.purpose, data: mailLink.data, createdAt: mailLink.createdAt, expiresAt: mailLink.expiresAt }
