import { Download, Trash2, Undo2 } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const data = defineFeature({
  name: 'data',
  events: {
    'account.exported': { label: m.app_event_account_exported, icon: Download },
    'account.deletion_requested': { label: m.app_event_account_deletion_requested, icon: Trash2 },
    'account.deletion_cancelled': { label: m.app_event_account_deletion_cancelled, icon: Undo2 },
    'account.erased': { label: m.app_event_account_erased, icon: Trash2 },
  },
  jobs: { 'account.erase': m.jobs_queue_erase },
})
