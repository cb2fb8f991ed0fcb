import { createFileRoute } from '@tanstack/react-router'
import { ProofPage } from '~/features/proof/proof-page'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/proof')({
  head: () => pageHead({ title: m.pages_proof_title(), path: '/proof' }),
  component: Page,
})

function Page() {
  return <ProofPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
