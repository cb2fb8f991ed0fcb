import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { NewCodesPage } from '#features/two-factor/change-pages.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/two-factor/new-codes')({
  head: () => appHead(m.second_factor_new_codes_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/two-factor/backup-codes.server.ts')).renewCodes(request) } },
  component: () => <NewCodesPage refusal={Route.useLoaderData()} />,
})
