import { defineServerFeature } from '#platform/features.ts'
import { MAILS_AT_ONCE } from './mails-at-once.ts'

export const email = defineServerFeature({
  name: 'email',
  jobs: {
    /** One email to one mailbox. */
    'mail.send': {
      // For half a day: mail servers are away for longer than a restart.
      options: { retryLimit: 20 },
      // A batch is taken again when its slowest job has ended: what waits for another server is taken alone.
      pace: { batchSize: 1, localConcurrency: MAILS_AT_ONCE },
      load: async () => (await import('./send.server.ts')).sendQueuedMail,
    },
  },
})
