import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { SetUpPage } from '~/features/two-factor/set-up-page'
import { getSetUp } from '~/features/two-factor/two-factor.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/two-factor/set-up')({
  head: () => appHead(m.second_factor_set_up_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    const setUp = await getSetUp()
    if (setUp === null) throw redirect({ to: '/settings/security/two-factor' })
    return { setUp, refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/two-factor/set-up.server')).finishSetUp(request) } },
  component: () => <SetUpPage {...Route.useLoaderData()} />,
})
