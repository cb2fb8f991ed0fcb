import { defineServerFeature } from '#platform/features.ts'

export const magicLink = defineServerFeature({
  name: 'magic-link',
  auth: {
    plugins: async () => (await import('./magic-link-plugin.server.ts')).magicLinks(),
    endpoints: {
      'POST /sign-in/magic-link': {
        closed: 'our form asks for it, with an address to return to that it has checked',
        limit: 'ask_for_mail',
        inEvenTime: true,
      },
      'GET /magic-link/verify': {
        closed: 'mail scanners follow links; our page consumes the token by POST',
        limit: 'use_mail_link',
        way: 'magic_link',
      },
    },
  },
  emails: () => import('./emails.ts'),
})
