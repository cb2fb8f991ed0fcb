import { createFileRoute } from '@tanstack/react-router'
import { AppearancePage } from '~/features/account/appearance-page'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/appearance')({
  head: () => appHead(m.app_appearance()),
  component: AppearancePage,
})
