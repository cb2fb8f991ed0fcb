import { createFileRoute } from '@tanstack/react-router'
import { SecurityPage } from '#features/security/security-page.tsx'
import { getSecurity } from '#features/security/security.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/')({
  head: () => appHead(m.second_factor_security()),
  loader: () => getSecurity(),
  component: () => <SecurityPage security={Route.useLoaderData()} />,
})
