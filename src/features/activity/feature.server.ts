import { defineServerFeature } from '#platform/features.ts'

export const activity = defineServerFeature({
  name: 'activity',
  commands: {
    audit: {
      usage: 'audit verify|export [OPTIONS]',
      help: 'Verify the audit log, or export it as JSON lines or CSV',
      load: async () => (await import('./audit-command.server.ts')).auditCommand,
    },
  },
})
