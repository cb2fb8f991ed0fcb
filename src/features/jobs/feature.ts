import { RotateCw, Trash2 } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const jobs = defineFeature({
  name: 'jobs',
  events: {
    'job.retried': { label: m.jobs_event_retried, icon: RotateCw },
    'job.discarded': { label: m.jobs_event_discarded, icon: Trash2 },
  },
  targets: { job: m.jobs_target, queue: m.jobs_target_queue },
})
