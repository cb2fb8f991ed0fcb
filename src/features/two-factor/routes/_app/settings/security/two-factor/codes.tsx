import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { BackupCodesPage } from '#features/two-factor/backup-codes-page.tsx'
import { getNewBackupCodes } from '#features/two-factor/two-factor.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/two-factor/codes')({
  head: () => appHead(m.second_factor_save_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    const codes = await getNewBackupCodes()
    if (codes === null) throw redirect({ to: '/settings/security/two-factor' })
    return { codes, refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/two-factor/backup-codes.server.ts')).finishCodes(request) } },
  component: () => <BackupCodesPage {...Route.useLoaderData()} email={Route.useRouteContext().viewer.email} />,
})
