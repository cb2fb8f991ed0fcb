import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { DeletePage } from '#features/data/delete-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/data/delete')({
  head: () => appHead(m.account_delete_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/data/deletion.server.ts')).answerDeletion(request) } },
  component: () => <DeletePage email={Route.useRouteContext().viewer.email} refusal={Route.useLoaderData()} />,
})
