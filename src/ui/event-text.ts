/** Events in words, for the person they happened to. */
import type { Device } from '#platform/http/device.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { type EventName, isEventName } from '#platform/events/catalogue.ts'

const TEXT: Record<EventName, () => string> = {
  'user.signed_up': m.app_event_user_signed_up,
  'user.email_verified': m.app_event_user_email_verified,
  'user.profile_changed': m.app_event_user_profile_changed,
  'session.started': m.app_event_session_started,
  'session.ended': m.app_event_session_ended,
  'password.reset_requested': m.app_event_password_reset_requested,
  'password.reset': m.app_event_password_reset,
  'password.set': m.app_event_password_set,
  'password.changed': m.app_event_password_changed,
  'device.new': m.app_event_device_new,
  'device.trusted': m.app_event_device_trusted,
  'device.forgotten': m.app_event_device_forgotten,
  'session.confirmed': m.app_event_session_confirmed,
  'session.revoked': m.app_event_session_revoked,
  'session.revoked_others': m.app_event_session_revoked_others,
  'two_factor.enabled': m.app_event_two_factor_enabled,
  'two_factor.disabled': m.app_event_two_factor_disabled,
  'two_factor.locked': m.app_event_two_factor_locked,
  'two_factor.removal_requested': m.app_event_two_factor_removal_requested,
  'two_factor.removal_cancelled': m.app_event_two_factor_removal_cancelled,
  'backup_code.used': m.app_event_backup_code_used,
  'backup_codes.regenerated': m.app_event_backup_codes_regenerated,
  'passkey.added': m.app_event_passkey_added,
  'passkey.renamed': m.app_event_passkey_renamed,
  'passkey.removed': m.app_event_passkey_removed,
  'connection.added': m.app_event_connection_added,
  'connection.removed': m.app_event_connection_removed,
  'email.change_requested': m.app_event_email_change_requested,
  'email.changed': m.app_event_email_changed,
  'email.change_undone': m.app_event_email_change_undone,
  'email.change_cancelled': m.app_event_email_change_cancelled,
  'account.exported': m.app_event_account_exported,
  'account.deletion_requested': m.app_event_account_deletion_requested,
  'account.deletion_cancelled': m.app_event_account_deletion_cancelled,
  'account.disowned': m.app_event_account_disowned,
  'account.erased': m.app_event_account_erased,
  'sign_in.failed': m.app_event_sign_in_failed,
  'second_factor.failed': m.app_event_second_factor_failed,
  'step_up.failed': m.app_event_step_up_failed,
  'limit.tripped': m.app_event_limit_tripped,
  'user.banned': m.app_event_user_banned,
  'user.unbanned': m.app_event_user_unbanned,
  'user.role_changed': m.app_event_user_role_changed,
  'job.retried': m.jobs_event_retried,
  'job.discarded': m.jobs_event_discarded,
}

/** A name that the catalogue no longer has stands for itself: the log outlives the code that wrote it. */
export const eventText = (name: string): string => (isEventName(name) ? TEXT[name]() : name)

export function deviceText(device: Device | null): string {
  const { browser = null, system = null } = device ?? {}
  if (browser !== null && system !== null) return m.app_device({ browser, system })
  return browser ?? system ?? m.app_device_unknown()
}

const BY = { self: m.log_by_self, nobody: m.log_by_nobody, other: m.log_by_other }

export const byText = (by: keyof typeof BY): string => BY[by]()

const TARGETS = new Map([
  ['session', m.log_target_session],
  ['device', m.log_target_device],
  ['passkey', m.log_target_passkey],
  ['account', m.log_target_account],
  ['job', m.jobs_target],
  ['queue', m.jobs_target_queue],
])
const ID_CHARACTERS_SHOWN = 8

/** What it was done to, told apart by the end of its id. A kind that is gone stands for itself. */
export function targetText(target: string): string {
  const [kind = '', id = ''] = target.split(':', 2)
  return TARGETS.get(kind)?.({ id: kind === 'account' || kind === 'queue' ? id : id.slice(-ID_CHARACTERS_SHOWN) }) ?? target
}
