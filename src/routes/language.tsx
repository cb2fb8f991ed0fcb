import { createFileRoute, redirect } from '@tanstack/react-router'
import { chooseLanguage } from '~/features/language/language.server'

/** Where the language switch of every page posts to. */
export const Route = createFileRoute('/language')({
  beforeLoad: () => {
    throw redirect({ to: '/' })
  },
  server: { handlers: { POST: ({ request }) => chooseLanguage(request) } },
})
