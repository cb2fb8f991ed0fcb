import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { SetUpPage } from '#features/two-factor/set-up-page.tsx'
import { getSetUp } from '#features/two-factor/two-factor.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/two-factor/set-up')({
  head: () => appHead(m.second_factor_set_up_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    const setUp = await getSetUp()
    if (setUp === null) throw redirect({ to: '/settings/security/two-factor' })
    return { setUp, refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/two-factor/set-up.server.ts')).finishSetUp(request) } },
  component: () => <SetUpPage {...Route.useLoaderData()} />,
})
