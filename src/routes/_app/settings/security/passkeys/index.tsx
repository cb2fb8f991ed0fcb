import { createFileRoute } from '@tanstack/react-router'
import { PasskeysPage } from '~/features/passkeys/passkeys-page'
import { passkeysSearch } from '~/features/passkeys/passkeys-search'
import { listPasskeys } from '~/features/passkeys/passkeys.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/passkeys/')({
  validateSearch: passkeysSearch,
  head: () => appHead(m.passkeys_title()),
  loader: () => listPasskeys(),
  component: () => <PasskeysPage {...Route.useLoaderData()} done={Route.useSearch().done} />,
})
