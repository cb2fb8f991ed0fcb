import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/form-state.ts'
import { needFreshProof } from '#auth/step-up.ts'
import { AddPasskeyPage } from '#features/passkeys/add-passkey-page.tsx'
import { getNewPasskey } from '#features/passkeys/passkeys.functions.ts'
import { m } from '#messages/generated/messages.js'
import { appHead } from '#routes/-page-head.ts'

export const Route = createFileRoute('/_app/settings/security/passkeys/add')({
  head: () => appHead(m.passkeys_add()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return { ...(await getNewPasskey()), refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/passkeys/passkeys.server.ts')).addPasskey(request) } },
  component: () => <AddPasskeyPage {...Route.useLoaderData()} />,
})
