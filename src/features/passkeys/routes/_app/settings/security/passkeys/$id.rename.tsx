import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { RenamePasskeyPage } from '#features/passkeys/passkey-page.tsx'
import { getPasskey } from '#features/passkeys/passkeys.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/passkeys/$id/rename')({
  head: () => appHead(m.passkeys_rename_title()),
  loader: async ({ location, params }) => {
    await needFreshProof(location)
    return { passkey: await getPasskey({ data: params }), refusal: loadRefusal() }
  },
  server: {
    handlers: {
      POST: async ({ request, params }) => (await import('#features/passkeys/passkeys.server.ts')).renamePasskey(request, params.id),
    },
  },
  component: () => <RenamePasskeyPage {...Route.useLoaderData()} />,
})
