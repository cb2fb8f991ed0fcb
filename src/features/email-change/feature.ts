import { Mail, MailCheck, MailX, Undo2 } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const emailChange = defineFeature({
  name: 'email-change',
  events: {
    'email.change_requested': { label: m.app_event_email_change_requested, icon: Mail },
    'email.changed': { label: m.app_event_email_changed, icon: MailCheck },
    'email.change_undone': { label: m.app_event_email_change_undone, icon: Undo2 },
    'email.change_cancelled': { label: m.app_event_email_change_cancelled, icon: MailX },
  },
})
