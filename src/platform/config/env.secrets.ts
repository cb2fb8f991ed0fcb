/** The app's secret, and what it was before. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { readValueFile, setting, valueOf } from './env.value.ts'

const SECRET_MIN_CHARACTERS = 32
const SECRET_MIN_DISTINCT_CHARACTERS = 12
const NEW_SECRET = 'node -e "console.log(crypto.randomBytes(32).toString(\'base64url\'))"'

const SEPARATOR = /[\s,]+/

export type SecretSettings = {
  authSecret: string
  /** What AUTH_SECRET was before, newest first: what they signed and encrypted still counts, and nothing is made with them. */
  oldAuthSecrets: readonly string[]
}

const text = z.string().trim().min(1).optional()
export const SecretSource = z.object({
  AUTH_SECRET: setting(text, {
    about: `Signs session cookies and seals queued mails; ${SECRET_MIN_CHARACTERS} random characters or more. The line below is refused on purpose. Make one with\n  ${NEW_SECRET}`,
    example: 'replace-me-with-32-random-characters-or-more',
  }),
  AUTH_SECRET_FILE: setting(text, {
    note: 'Or the path of a file that holds it, such as a mounted secret.',
    example: '/run/secrets/auth_secret',
    compose: '/run/gatehouse-secrets/auth-secret',
  }),
  AUTH_OLD_SECRETS: setting(text, {
    about:
      'Whoever changes AUTH_SECRET names the old one here, newest first, separated by commas: nobody is signed out, and what was encrypted with it can be read. When it may go is in docs/operations.md.',
  }),
  AUTH_OLD_SECRETS_FILE: setting(text, {
    note: 'Or the path of a file that holds them.',
    example: '/run/secrets/auth_old_secrets',
    compose: null,
  }),
})

/** Throws EnvError with one line. */
export function secretSettings(source: z.infer<typeof SecretSource>): SecretSettings {
  const authSecret = givenAuthSecret(source)
  if (authSecret === null) throw new EnvError(`AUTH_SECRET is missing: make one with ${NEW_SECRET}`)
  refuseWeak('AUTH_SECRET', authSecret)
  if (SEPARATOR.test(authSecret))
    throw new EnvError(`AUTH_SECRET holds a space or a comma, which AUTH_OLD_SECRETS could not name later: make one with ${NEW_SECRET}`)
  return { authSecret, oldAuthSecrets: oldAuthSecrets(source).filter((old) => old !== authSecret) }
}

/** AUTH_SECRET, or what AUTH_SECRET_FILE holds; null when neither is set. Throws EnvError with one line. */
export function givenAuthSecret({ AUTH_SECRET, AUTH_SECRET_FILE }: Record<string, string | undefined>): string | null {
  const [given, file] = [valueOf(AUTH_SECRET), valueOf(AUTH_SECRET_FILE)]
  return given ?? (file === undefined ? null : (readValueFile('AUTH_SECRET_FILE', file) ?? ''))
}

/** As `env().oldAuthSecrets`, for commands that do without the other settings. */
export function oldAuthSecrets({ AUTH_OLD_SECRETS, AUTH_OLD_SECRETS_FILE }: Record<string, string | undefined> = process.env): string[] {
  const file = valueOf(AUTH_OLD_SECRETS_FILE)
  const given = valueOf(AUTH_OLD_SECRETS) ?? (file === undefined ? '' : oldSecretsIn(file))
  const secrets = [...new Set(given.split(SEPARATOR).filter((secret) => secret !== ''))]
  for (const secret of secrets) refuseWeak('AUTH_OLD_SECRETS', secret)
  return secrets
}

function refuseWeak(name: string, secret: string): void {
  if (secret.length < SECRET_MIN_CHARACTERS)
    throw new EnvError(`${name} is shorter than ${SECRET_MIN_CHARACTERS} characters: make one with ${NEW_SECRET}`)
  // People paste the placeholder of an example file, or type a word until it is long enough.
  const looksCopied = /replace|change.?me|example|secret|password|your[-_ ]|better.?auth|gatehouse|12345/i.test(secret)
  if (looksCopied || new Set(secret).size < SECRET_MIN_DISTINCT_CHARACTERS)
    throw new EnvError(`${name} looks like an example, not like a secret: make one with ${NEW_SECRET}`)
}

const readFiles = new Map<string, string>()
/** Read once: every event asks, and must not fail when the file goes away. */
function oldSecretsIn(file: string): string {
  const content = readFiles.get(file) ?? readValueFile('AUTH_OLD_SECRETS_FILE', file) ?? ''
  readFiles.set(file, content)
  return content
}
