/** The browser's part of passkeys, which comes when one is asked for. What it makes goes into a form's field. */
import { forgetViewer } from '~/auth/current-viewer'
import { m } from '~/messages/generated/messages'
import type { Prepared } from '~/ui/post-form'

export const FIELD = 'passkey'
const OPTIONS_PATH = '/api/auth/passkey/generate-authenticate-options'
const REGISTRATION_PATH = '/api/auth/passkey/generate-register-options'
/** Shorter than the five minutes that the server waits for an answer. */
const OFFER_MS = 4 * 60_000

/** The browser answers one request at a time: a press of the button takes the offer in the field away. */
let offer = new AbortController()
let asking: Promise<unknown> = Promise.resolve()

/** For `prepare`: asks for a passkey of this site and puts it into the form. */
export function askForPasskey(data: FormData): Promise<Prepared> {
  offer.abort()
  const answer = prepared(data, () => request({}))
  asking = answer
  return answer
}

/** For `prepare`: has the device make a passkey for who is signed in. */
export const createPasskey = (data: FormData): Promise<Prepared> =>
  prepared(data, async () => {
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(await fetchOptions(REGISTRATION_PATH))
    return navigator.credentials.create({ publicKey: options })
  })

/** Offers passkeys where the browser fills in the address, until `signal`. Hands over each that is chosen. */
export async function offerPasskeys(signal: AbortSignal, take: (credential: string) => void): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  while (!signal.aborted) {
    await asking
    offer = new AbortController()
    const ends = AbortSignal.any([signal, offer.signal, AbortSignal.timeout(OFFER_MS)])
    const chosen = await request({ mediation: 'conditional', signal: ends }).catch(() => null)
    if (chosen !== null) return take(JSON.stringify(chosen))
    // Whatever else ended it would end the next one at once.
    if (!ends.aborted) return
  }
}

async function request(how: Pick<CredentialRequestOptions, 'mediation' | 'signal'>) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await fetchOptions(OPTIONS_PATH))
  return navigator.credentials.get({ ...how, publicKey })
}

/** Throws where the server cannot be reached, as a post does. */
async function fetchOptions(path: string) {
  const answer = await fetch(path, { headers: { accept: 'application/json' } })
  if (answer.status === 403) throw new StepUpNeeded()
  if (!answer.ok) throw new TypeError(`The server answered ${answer.status}.`)
  return answer.json()
}

class StepUpNeeded extends Error {}

async function prepared(data: FormData, make: () => Promise<Credential | null>): Promise<Prepared> {
  try {
    const credential = await make()
    if (credential === null) return 'stop'
    data.set(FIELD, JSON.stringify(credential))
    return 'send'
  } catch (error) {
    if (error instanceof StepUpNeeded) return stepUp()
    const name = error instanceof DOMException ? error.name : null
    // The person closed the dialog, or let it run out.
    if (name === 'NotAllowedError' || name === 'AbortError') return 'stop'
    if (name === 'InvalidStateError') return { problem: m.passkeys_problem_exists() }
    if (name === 'ConstraintError' || name === 'NotSupportedError') return { problem: m.passkeys_problem_unverified() }
    if (name !== null) return { problem: m.passkeys_problem_refused() }
    throw error
  }
}

/** The proof ran out while the page was open. */
function stepUp(): Prepared {
  forgetViewer()
  window.location.assign(`/confirm?redirect=${encodeURIComponent(window.location.pathname)}`)
  return 'stop'
}
