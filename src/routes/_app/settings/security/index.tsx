import { createFileRoute } from '@tanstack/react-router'
import { SecurityPage } from '~/features/security/security-page'
import { getSecurity } from '~/features/security/security.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/')({
  head: () => appHead(m.second_factor_security()),
  loader: () => getSecurity(),
  component: () => <SecurityPage security={Route.useLoaderData()} />,
})
