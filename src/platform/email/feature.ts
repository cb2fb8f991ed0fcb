import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

/** What no feature can take away: mail is how an account is confirmed and recovered. */
export const email = defineFeature({
  name: 'email',
  jobs: { 'mail.send': m.jobs_queue_mail },
})
