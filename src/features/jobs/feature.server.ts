import { defineServerFeature } from '#platform/features.ts'

export const jobs = defineServerFeature({
  name: 'jobs',
  jobs: {
    /** Rows whose time is over. */
    'rows.sweep': {
      isDaily: true,
      options: { expireInSeconds: 3600 },
      load: async () => (await import('./sweep.jobs.server.ts')).sweepRows,
    },
  },
})
