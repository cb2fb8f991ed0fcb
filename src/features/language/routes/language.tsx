import { createFileRoute, redirect } from '@tanstack/react-router'

/** Where the language switch of every page posts to. */
export const Route = createFileRoute('/language')({
  beforeLoad: () => {
    throw redirect({ to: '/' })
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/language/language.server.ts')).chooseLanguage(request) } },
})
