import { createFileRoute } from '@tanstack/react-router'
import { AppearancePage } from '#features/account/appearance-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/appearance')({
  head: () => appHead(m.app_appearance()),
  component: AppearancePage,
})
