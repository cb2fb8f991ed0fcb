import { MailCheck } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const emailVerification = defineFeature({
  name: 'email-verification',
  events: {
    'user.email_verified': { label: m.app_event_user_email_verified, icon: MailCheck },
  },
})
