import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { BackupCodesPage } from '~/features/two-factor/backup-codes-page'
import { getNewBackupCodes } from '~/features/two-factor/two-factor.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/two-factor/codes')({
  head: () => appHead(m.second_factor_save_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    const codes = await getNewBackupCodes()
    if (codes === null) throw redirect({ to: '/settings/security/two-factor' })
    return { codes, refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/two-factor/backup-codes.server')).finishCodes(request) } },
  component: () => <BackupCodesPage {...Route.useLoaderData()} email={Route.useRouteContext().viewer.email} />,
})
