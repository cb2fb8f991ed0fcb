import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { ExportPage } from '~/features/data/export-page'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/data/export')({
  head: () => appHead(m.account_export_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/data/export.server')).answerExport(request) } },
  component: () => <ExportPage refusal={Route.useLoaderData()} />,
})
