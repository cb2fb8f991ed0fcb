import { MonitorSmartphone, ShieldAlert } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const notices = defineFeature({
  name: 'notices',
  events: {
    'device.new': { label: m.app_event_device_new, icon: MonitorSmartphone },
    'account.disowned': { label: m.app_event_account_disowned, icon: ShieldAlert },
  },
  jobs: { 'event.react': m.jobs_queue_event },
})
