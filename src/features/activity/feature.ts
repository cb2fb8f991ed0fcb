import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const activity = defineFeature({
  name: 'activity',
  jobs: { 'audit.retain': m.jobs_queue_retain },
})
