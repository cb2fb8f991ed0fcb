/** The settings of services that help against bots and bad passwords: off unless set. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { key, setting } from './env.value.ts'

const TURNSTILE = 'https://challenges.cloudflare.com'
const PWNED_PASSWORDS = 'https://api.pwnedpasswords.com'

export type AbuseSettings = {
  /** `origin`: of Cloudflare or of the stand-in; its script and its check are there. */
  turnstile: { siteKey: string; secretKey: string; origin: string } | null
  /** Where new passwords are looked up among those of known breaches. */
  breachedPasswords: { origin: string } | null
}

const text = z.string().trim().min(1).optional()
export const AbuseSource = z.object({
  TURNSTILE_SITE_KEY: setting(key, {
    about:
      'Cloudflare Turnstile as the challenge when a limit trips, instead of a proof of work that needs nobody else. Both keys, or none.',
  }),
  TURNSTILE_SECRET_KEY: setting(key),
  TURNSTILE_URL: text,
  HIBP: setting(z.enum(['on', 'off'], 'must be one of on, off').default('off'), {
    about:
      'Looks new passwords up at Have I Been Pwned, by five letters of their hash: on or off (the default). When it is away, nobody waits.',
    example: 'off',
  }),
  HIBP_URL: text,
})
type Source = z.infer<typeof AbuseSource>

/** Throws EnvError with one line. */
export function abuseSettings(source: Source): AbuseSettings {
  return {
    turnstile: turnstile(source),
    breachedPasswords: source.HIBP === 'on' ? { origin: originOf('HIBP_URL', source.HIBP_URL ?? PWNED_PASSWORDS) } : null,
  }
}

function turnstile({
  TURNSTILE_SITE_KEY: siteKey,
  TURNSTILE_SECRET_KEY: secretKey,
  TURNSTILE_URL: url,
}: Source): AbuseSettings['turnstile'] {
  if (siteKey === undefined && secretKey === undefined) return null
  if (siteKey === undefined || secretKey === undefined) {
    const missing = siteKey === undefined ? 'TURNSTILE_SITE_KEY' : 'TURNSTILE_SECRET_KEY'
    throw new EnvError(`${missing} is missing: set TURNSTILE_SITE_KEY, TURNSTILE_SECRET_KEY together, or none of them.`)
  }
  return { siteKey, secretKey, origin: originOf('TURNSTILE_URL', url ?? TURNSTILE) }
}

function originOf(name: string, value: string): string {
  const url = URL.parse(value)
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  )
    throw new EnvError(`${name} must be an origin only, such as https://service.example.com, with no path.`)
  if (url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    throw new EnvError(`${name} uses http: what it answers could be changed on the way. Set it to https://…`)
  return url.origin
}
