import { createFileRoute } from '@tanstack/react-router'
import { PasskeysPage } from '#features/passkeys/passkeys-page.tsx'
import { passkeysSearch } from '#features/passkeys/passkeys-search.ts'
import { listPasskeys } from '#features/passkeys/passkeys.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/passkeys/')({
  validateSearch: passkeysSearch,
  head: () => appHead(m.passkeys_title()),
  loader: () => listPasskeys(),
  component: () => <PasskeysPage {...Route.useLoaderData()} done={Route.useSearch().done} />,
})
