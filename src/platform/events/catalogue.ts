/** Every event there is, past tense. `subject` is the person it happened to. */
export const EVENT_NAMES = [
  'user.signed_up',
  'user.email_verified',
  'user.profile_changed',
  'session.started',
  'session.ended',
  'password.reset_requested',
  'password.reset',
  'password.set',
  'password.changed',
  'device.new',
  'device.trusted',
  'device.forgotten',
  'session.confirmed',
  'session.revoked',
  'session.revoked_others',
  'two_factor.enabled',
  'two_factor.disabled',
  'two_factor.locked',
  'two_factor.removal_requested',
  'two_factor.removal_cancelled',
  'backup_code.used',
  'backup_codes.regenerated',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'connection.added',
  'connection.removed',
  'email.change_requested',
  'email.changed',
  'email.change_undone',
  'email.change_cancelled',
  'account.exported',
  'account.deletion_requested',
  'account.deletion_cancelled',
  'account.disowned',
  'account.erased',
  'sign_in.failed',
  'second_factor.failed',
  'step_up.failed',
  'limit.tripped',
  'user.banned',
  'user.unbanned',
  'user.role_changed',
  'job.retried',
  'job.discarded',
] as const

export type EventName = (typeof EVENT_NAMES)[number]

export const isEventName = (name: unknown): name is EventName => EVENT_NAMES.some((known) => known === name)

export type NewEvent = {
  name: EventName
  /** Who did it; null when nobody is signed in. */
  actorId: string | null
  /** As whom they did it; the actor themself unless it is said. */
  viewerId?: string
  /** Whom it happened to; null when nobody known. */
  subjectId: string | null
  /** What else it was done to, as `kind:id`. */
  target?: string | undefined
  /** `failure`: it was tried, and refused. */
  outcome?: 'success' | 'failure' | undefined
  ipAddress?: string | null
  userAgent?: string | null
  /** Facts a reader needs later. Never a token, a password or a code. */
  data?: Record<string, string> | undefined
}
