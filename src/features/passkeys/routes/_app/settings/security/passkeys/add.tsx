import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { AddPasskeyPage } from '#features/passkeys/add-passkey-page.tsx'
import { getNewPasskey } from '#features/passkeys/passkeys.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/passkeys/add')({
  head: () => appHead(m.passkeys_add()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return { ...(await getNewPasskey()), refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/passkeys/passkeys.server.ts')).addPasskey(request) } },
  component: () => <AddPasskeyPage {...Route.useLoaderData()} />,
})
