import { KeyRound } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const passwordChange = defineFeature({
  name: 'password-change',
  events: {
    'password.set': { label: m.app_event_password_set, icon: KeyRound },
    'password.changed': { label: m.app_event_password_changed, icon: KeyRound },
  },
})
