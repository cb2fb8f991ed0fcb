/** The browser's part of a sign-in with a passkey. What it makes goes into a form's field. */
import { m } from '#platform/i18n/generated/messages.js'
import { unexpectedAnswer } from '#ui/form-answer.ts'
import type { Prepared } from '#ui/post-form.tsx'

export const FIELD = 'passkey'
const OPTIONS_PATH = '/api/auth/passkey/generate-authenticate-options'
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
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await optionsFrom(OPTIONS_PATH))
  return navigator.credentials.get({ ...how, publicKey })
}

/** Throws where the server cannot be reached, as a post does. `cause` is an answer that refuses, or is of something else. */
export async function optionsFrom(path: string) {
  const answer = await fetch(path, { headers: { accept: 'application/json' } })
  if (!answer.ok || !answer.headers.get('content-type')?.startsWith('application/json')) throw unexpectedAnswer(answer)
  return answer.json()
}

/** `explain` comes first where it knows better what has failed. */
export async function prepared(
  data: FormData,
  make: () => Promise<Credential | null>,
  explain: (error: unknown) => Prepared | null = () => null,
): Promise<Prepared> {
  try {
    const credential = await make()
    if (credential === null) return 'stop'
    data.set(FIELD, JSON.stringify(credential))
    return 'send'
  } catch (error) {
    return explain(error) ?? ofDevice(error)
  }
}

function ofDevice(error: unknown): Prepared {
  if (!(error instanceof DOMException)) throw error
  // The person closed the dialog, or let it run out.
  if (['NotAllowedError', 'AbortError'].includes(error.name)) return 'stop'
  const isUnable = ['ConstraintError', 'NotSupportedError'].includes(error.name)
  return { problem: isUnable ? m.passkeys_problem_unverified() : m.passkeys_problem_refused() }
}
