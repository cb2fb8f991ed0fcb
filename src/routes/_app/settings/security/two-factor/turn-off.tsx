import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { TurnOffPage } from '~/features/two-factor/change-pages'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/two-factor/turn-off')({
  head: () => appHead(m.second_factor_turn_off_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/two-factor/turn-off.server')).turnOff(request) } },
  component: () => <TurnOffPage refusal={Route.useLoaderData()} />,
})
