import { defineServerFeature } from '#platform/features.ts'

export const twoFactor = defineServerFeature({
  name: 'two-factor',
  emails: () => import('./emails.ts'),
  jobs: {
    /** One authenticator whose removal was requested, when its delay is over. */
    'two_factor.remove': { load: async () => (await import('./removal.jobs.server.ts')).removeFactor },
  },
})
