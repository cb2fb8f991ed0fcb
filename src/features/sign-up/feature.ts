import { UserRoundPlus } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const signUp = defineFeature({
  name: 'sign-up',
  events: {
    'user.signed_up': { label: m.app_event_user_signed_up, icon: UserRoundPlus },
  },
})
