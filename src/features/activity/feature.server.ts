import { defineServerFeature } from '#platform/features.ts'

export const activity = defineServerFeature({
  name: 'activity',
  jobs: {
    /** What is too old for the audit log. */
    'audit.retain': {
      isDaily: true,
      options: { expireInSeconds: 3600 },
      load: async () => (await import('./retain.jobs.server.ts')).retainLog,
    },
  },
  commands: {
    audit: {
      usage: 'audit verify|export [OPTIONS]',
      help: 'Verify the audit log, or export it as JSON lines or CSV',
      load: async () => (await import('./audit-command.server.ts')).auditCommand,
    },
  },
})
