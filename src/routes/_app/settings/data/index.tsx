import { createFileRoute } from '@tanstack/react-router'
import { DataPage } from '~/features/data/data-page'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/data/')({
  head: () => appHead(m.account_data_title()),
  component: DataPage,
})
