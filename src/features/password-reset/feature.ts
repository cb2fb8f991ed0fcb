import { History, KeyRound } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const passwordReset = defineFeature({
  name: 'password-reset',
  events: {
    'password.reset_requested': { label: m.app_event_password_reset_requested, icon: History },
    'password.reset': { label: m.app_event_password_reset, icon: KeyRound },
  },
})
