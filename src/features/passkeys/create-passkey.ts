import { currentViewer, forgetViewer } from '#auth/sessions/current-viewer.ts'
import { m } from '#platform/i18n/generated/messages.js'
import type { Prepared } from '#ui/post-form.tsx'
import { optionsFrom, prepared } from './passkey-client.ts'

const OPTIONS_PATH = '/api/auth/passkey/generate-register-options'

/** For `prepare`: has the device make a passkey for who is signed in. */
export const createPasskey = (data: FormData): Promise<Prepared> => prepared(data, create, explain)

async function create() {
  // The device would keep a passkey of another user who has signed in since, though the form is refused.
  forgetViewer()
  await currentViewer()
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await optionsFrom(OPTIONS_PATH))
  return navigator.credentials.create({ publicKey })
}

function explain(error: unknown): Prepared | null {
  if (error instanceof Error && error.cause instanceof Response && error.cause.status === 403) return stepUp()
  const isThere = error instanceof DOMException && error.name === 'InvalidStateError'
  return isThere ? { problem: m.passkeys_problem_exists() } : null
}

/** The proof ran out while the page was open. */
function stepUp(): Prepared {
  forgetViewer()
  window.location.assign(`/confirm?redirect=${encodeURIComponent(window.location.pathname)}`)
  return 'stop'
}
