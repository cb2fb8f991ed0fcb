import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { loadChallenge } from '~/features/two-factor/challenge.functions'
import { TwoFactorPage } from '~/features/two-factor/two-factor-page'
import { twoFactorSearch } from '~/features/two-factor/two-factor-search'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_guest/two-factor')({
  validateSearch: twoFactorSearch,
  head: () => pageHead({ title: m.second_factor_title() }),
  loader: async () => {
    const challenge = await loadChallenge()
    if (challenge === null) throw redirect({ to: '/sign-in', search: { notice: 'challenge_over' } })
    return { ...challenge, refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/two-factor/challenge.server')).answerChallenge(request) } },
  component: () => <TwoFactorPage {...Route.useLoaderData()} search={Route.useSearch()} />,
})
