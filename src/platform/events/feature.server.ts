import { defineServerFeature } from '#platform/features.ts'

export const events = defineServerFeature({
  name: 'events',
  jobs: {
    /** One recorded event, to everything that reacts to it. */
    'event.react': { load: async () => (await import('./react.server.ts')).reactToEvent },
    /** What is too old for the audit log. */
    'audit.retain': {
      isDaily: true,
      options: { expireInSeconds: 3600 },
      load: async () => (await import('./retain.jobs.server.ts')).retainLog,
    },
  },
})
