import { defineServerFeature } from '#platform/features.ts'

export const data = defineServerFeature({
  name: 'data',
  auth: {
    shutsOut: {
      code: 'ACCOUNT_LEAVING',
      message: 'The account is going to be erased.',
      isShutOut: async (userId) => (await import('./leaving.server.ts')).isLeaving(userId),
      whenRefused: async (userId) => (await import('./leaving.server.ts')).remind(userId),
    },
    problems: { ACCOUNT_LEAVING: { form: 'account_leaving' } },
    async whenTakenBack(tx, userId) {
      await (await import('./leaving.server.ts')).stay(tx, userId)
    },
  },
})
