import { defineServerFeature } from '#platform/features.ts'

export const data = defineServerFeature({
  name: 'data',
  emails: () => import('./emails.ts'),
  jobs: {
    /** One account whose time to change one's mind is over. */
    'account.erase': {
      // A promise: tried for weeks before it is given up.
      options: { retryLimit: 500, retentionSeconds: 60 * 86_400 },
      load: async () => (await import('./erase.jobs.server.ts')).eraseAccount,
    },
  },
})
