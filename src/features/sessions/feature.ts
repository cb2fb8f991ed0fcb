import { LogOut } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const sessions = defineFeature({
  name: 'sessions',
  events: {
    'session.revoked': { label: m.app_event_session_revoked, icon: LogOut },
    'session.revoked_others': { label: m.app_event_session_revoked_others, icon: LogOut },
  },
})
