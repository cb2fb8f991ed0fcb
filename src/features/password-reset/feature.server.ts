import { defineServerFeature } from '#platform/features.ts'

export const passwordReset = defineServerFeature({
  name: 'password-reset',
  emails: () => import('./emails.ts'),
  on: {
    // Disowning an event has removed the password.
    'account.disowned': async () => {
      const { startReset } = await import('#auth/passwords/start-reset.server.ts')
      return ({ person }) => startReset(person.email)
    },
  },
})
