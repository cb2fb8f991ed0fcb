/** The browser's part of a challenge, which comes when a limit asks for one. */
import type { Challenge as Puzzle } from 'altcha-lib'
import { solve } from './solve-challenge.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { unexpectedAnswer } from './form-answer.ts'
import { type Widget, widgetToken } from './turnstile-widget.ts'

type Challenge = ({ kind: 'proof' } & Puzzle) | ({ kind: 'turnstile' } & Widget)

/**
 * What a post to `action` has to bring in `x-proof`; null when this browser cannot find it. `place` says politely that it
 * is at work, and a widget is shown after it. Throws where the server cannot be reached, or answers something else.
 */
export async function passCheck(action: string, place: Element): Promise<string | null> {
  place.textContent = m.abuse_checking()
  try {
    const path = new URL(action, window.location.href).pathname
    const answer = await fetch(`/api/challenge?for=${encodeURIComponent(path)}`)
    if (answer.status === 400) return null
    if (!answer.ok) throw unexpectedAnswer(answer)
    const challenge: Challenge = await answer.json()
    // Without a token the server still finds out whether Turnstile is away, and then takes a proof of work.
    if (challenge.kind === 'turnstile') return `turnstile:${(await widgetToken(challenge, place)) ?? 'none'}`
    const { parameters, signature } = challenge
    return await solve({ parameters, ...(signature !== undefined && { signature }) })
  } finally {
    place.textContent = ''
  }
}
