import { Ban, Undo2, UserRoundCog } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const admin = defineFeature({
  name: 'admin',
  events: {
    'user.banned': { label: m.app_event_user_banned, icon: Ban },
    'user.unbanned': { label: m.app_event_user_unbanned, icon: Undo2 },
    'user.role_changed': { label: m.app_event_user_role_changed, icon: UserRoundCog },
  },
})
