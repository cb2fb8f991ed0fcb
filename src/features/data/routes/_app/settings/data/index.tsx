import { createFileRoute } from '@tanstack/react-router'
import { DataPage } from '#features/data/data-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/data/')({
  head: () => appHead(m.account_data_title()),
  component: DataPage,
})
