/** Events in words, for the person they happened to. */
import type { Device } from '~/lib/device'
import { m } from '~/messages/generated/messages'
import { type EventName, isEventName } from './catalogue'

const TEXT: Record<EventName, () => string> = {
  'user.signed_up': m.app_event_user_signed_up,
  'user.email_verified': m.app_event_user_email_verified,
  'user.profile_changed': m.app_event_user_profile_changed,
  'session.started': m.app_event_session_started,
  'session.ended': m.app_event_session_ended,
  'password.reset_requested': m.app_event_password_reset_requested,
  'password.reset': m.app_event_password_reset,
}

/** A name that the catalogue no longer has stands for itself: the log outlives the code that wrote it. */
export const eventText = (name: string): string => (isEventName(name) ? TEXT[name]() : name)

export function deviceText(device: Device | null): string {
  const { browser = null, system = null } = device ?? {}
  if (browser !== null && system !== null) return m.app_device({ browser, system })
  return browser ?? system ?? m.app_device_unknown()
}
