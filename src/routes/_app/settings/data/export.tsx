import { createFileRoute } from '@tanstack/react-router'
import { needFreshProof } from '~/auth/step-up'
import { ExportPage } from '~/features/data/export-page'
import { answerExport } from '~/features/data/export.server'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/data/export')({
  head: () => appHead(m.account_export_title()),
  loader: ({ location }) => needFreshProof(location),
  server: { handlers: { POST: ({ request }) => answerExport(request) } },
  component: ExportPage,
})
