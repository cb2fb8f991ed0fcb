import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const avatar = defineFeature({
  name: 'avatar',
  jobs: { 'upload.tidy': m.jobs_queue_tidy },
})
