import { UserRoundPen } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const account = defineFeature({
  name: 'account',
  events: {
    'user.profile_changed': { label: m.app_event_user_profile_changed, icon: UserRoundPen },
  },
})
