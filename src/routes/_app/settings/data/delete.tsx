import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { DeletePage } from '~/features/data/delete-page'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/data/delete')({
  head: () => appHead(m.account_delete_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/data/deletion.server')).answerDeletion(request) } },
  component: () => <DeletePage email={Route.useRouteContext().viewer.email} refusal={Route.useLoaderData()} />,
})
