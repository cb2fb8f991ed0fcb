import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { ExportPage } from '#features/data/export-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/data/export')({
  head: () => appHead(m.account_export_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/data/export.server.ts')).answerExport(request) } },
  component: () => <ExportPage refusal={Route.useLoaderData()} />,
})
