import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { TurnOffPage } from '#features/two-factor/change-pages.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/two-factor/turn-off')({
  head: () => appHead(m.second_factor_turn_off_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/two-factor/turn-off.server.ts')).turnOff(request) } },
  component: () => <TurnOffPage refusal={Route.useLoaderData()} />,
})
