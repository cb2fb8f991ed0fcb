import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { AddPasskeyPage } from '~/features/passkeys/add-passkey-page'
import { getNewPasskey } from '~/features/passkeys/passkeys.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/passkeys/add')({
  head: () => appHead(m.passkeys_add()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return { ...(await getNewPasskey()), refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/passkeys/passkeys.server')).addPasskey(request) } },
  component: () => <AddPasskeyPage {...Route.useLoaderData()} />,
})
