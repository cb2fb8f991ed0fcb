import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { loadChallenge } from '#features/two-factor/challenge.functions.ts'
import { TwoFactorPage } from '#features/two-factor/two-factor-page.tsx'
import { twoFactorSearch } from '#features/two-factor/two-factor-search.ts'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/_guest/two-factor')({
  validateSearch: twoFactorSearch,
  head: () => pageHead({ title: m.second_factor_title() }),
  loader: async () => {
    const challenge = await loadChallenge()
    if (challenge === null) throw redirect({ to: '/sign-in', search: { notice: 'challenge_over' } })
    return { ...challenge, refusal: loadRefusal() }
  },
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/two-factor/challenge.server.ts')).answerChallenge(request) },
  },
  component: () => <TwoFactorPage {...Route.useLoaderData()} search={Route.useSearch()} />,
})
