import { Hourglass, LogIn, LogOut, ShieldCheck, ShieldX } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

/** What `auth` itself has, and no feature can take away. */
export const auth = defineFeature({
  name: 'auth',
  events: {
    'session.started': { label: m.app_event_session_started, icon: LogIn },
    'session.ended': { label: m.app_event_session_ended, icon: LogOut },
    'session.confirmed': { label: m.app_event_session_confirmed, icon: ShieldCheck },
    'sign_in.failed': { label: m.app_event_sign_in_failed, icon: ShieldX },
    'step_up.failed': { label: m.app_event_step_up_failed, icon: ShieldX },
    'limit.tripped': { label: m.app_event_limit_tripped, icon: Hourglass },
  },
  targets: { session: m.log_target_session },
  jobs: { 'rows.sweep': m.jobs_queue_sweep, 'audit.retain': m.jobs_queue_retain },
})
