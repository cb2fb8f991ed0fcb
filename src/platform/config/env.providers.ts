/** The settings of sign-in providers: each a group that is there whole, or off. Node runs this file directly too (scripts/). */
import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { key, setting } from './env.value.ts'

const GITHUB = 'https://github.com'

type Client = { clientId: string; clientSecret: string }

export type ProviderSettings = {
  /** `url`: origin of github.com, of a GitHub Enterprise Server or of the stand-in. */
  githubApp: (Client & { url: string }) | null
  google: Client | null
  /** `tenant`: the directory's id. */
  microsoft: (Client & { tenant: string }) | null
  /** `privateKey`: PEM. Apple has no secret: each exchange is signed with this key. */
  apple: { clientId: string; teamId: string; keyId: string; privateKey: string } | null
  /** Any OpenID Connect provider. `issuer` as its tokens have it, `name` as the button shows it. */
  oidc: (Client & { issuer: string; name: string }) | null
}

const text = z.string().trim().min(1).optional()
export const ProviderSource = z.object({
  GITHUB_CLIENT_ID: setting(key, { about: `GitHub. GITHUB_URL: the origin of a GitHub Enterprise Server. Default: ${GITHUB}` }),
  GITHUB_CLIENT_SECRET: setting(key),
  GITHUB_URL: setting(text, { example: 'https://github.example.com' }),
  GOOGLE_CLIENT_ID: setting(key, { about: 'Google.' }),
  GOOGLE_CLIENT_SECRET: setting(key),
  MICROSOFT_CLIENT_ID: setting(key, {
    about:
      'Microsoft: one directory, by its id. Give the app the optional claims email and xms_edov: an address counts when it is verified.',
  }),
  MICROSOFT_CLIENT_SECRET: setting(key),
  MICROSOFT_TENANT: setting(text),
  APPLE_CLIENT_ID: setting(key, { about: String.raw`Apple: the private key is the .p8 file in one line, with \n for line ends.` }),
  APPLE_TEAM_ID: setting(key),
  APPLE_KEY_ID: setting(key),
  APPLE_PRIVATE_KEY: setting(text, { example: String.raw`"-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----"` }),
  OIDC_CLIENT_ID: setting(key, {
    about: 'Any other OpenID Connect provider: the issuer as its discovery document has it, and the name on the button.',
  }),
  OIDC_CLIENT_SECRET: setting(key),
  OIDC_ISSUER: setting(text, { example: 'https://id.example.com' }),
  OIDC_NAME: setting(text, { example: 'Example' }),
})
type Source = z.infer<typeof ProviderSource>

/** Throws EnvError with one line. */
export function providerSettings(source: Source, production: boolean): ProviderSettings {
  const github = group(source, ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'])
  const google = group(source, ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'])
  const microsoft = group(source, ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET', 'MICROSOFT_TENANT'])
  const apple = group(source, ['APPLE_CLIENT_ID', 'APPLE_TEAM_ID', 'APPLE_KEY_ID', 'APPLE_PRIVATE_KEY'])
  const oidc = group(source, ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER', 'OIDC_NAME'])
  return {
    githubApp: github && { ...clientOf(github), url: githubUrl(source.GITHUB_URL, production) },
    google: google && clientOf(google),
    microsoft: microsoft && { ...clientOf(microsoft), tenant: tenant(microsoft[2]) },
    apple: apple && { clientId: apple[0], teamId: apple[1], keyId: apple[2], privateKey: privateKey(apple[3]) },
    oidc: oidc && { ...clientOf(oidc), issuer: issuer(oidc[2], production), name: oidc[3] },
  }
}

const clientOf = ([clientId, clientSecret]: readonly [string, string, ...string[]]): Client => ({ clientId, clientSecret })

/** The values in the order of their names; null when none is set. */
function group<const Names extends readonly (keyof Source)[]>(source: Source, names: Names): { [Index in keyof Names]: string } | null {
  const values = names.map((name) => source[name])
  if (values.every((value) => value === undefined)) return null
  const missing = names.find((name) => source[name] === undefined)
  if (missing !== undefined) throw new EnvError(`${missing} is missing: set ${names.join(', ')} together, or none of them.`)
  return values as { [Index in keyof Names]: string }
}

function githubUrl(value: string | undefined, production: boolean): string {
  const url = secureUrl('GITHUB_URL', value ?? GITHUB, production)
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new EnvError(`GITHUB_URL must be an origin only, such as ${GITHUB}, with no path.`)
  return url.origin
}

/** Kept as it was written: the issuer in a token is compared letter by letter. */
function issuer(value: string, production: boolean): string {
  const url = secureUrl('OIDC_ISSUER', value, production)
  if (url.search !== '' || url.hash !== '') throw new EnvError('OIDC_ISSUER must not have a query or a fragment.')
  return value
}

/** A client's secret and a person's codes travel there. In development the stand-in GitHub may be on the network, for a phone. */
function secureUrl(name: string, value: string, production: boolean): URL {
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw new EnvError(`${name} is not a web address: write it as https://id.example.com.`)
  if (production && url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    throw new EnvError(`${name} uses http: the client secret would travel in clear text. Set it to https://…`)
  return url
}

/** Not `common` and its kin: they let anyone in who runs a directory, and each token has another issuer. */
function tenant(value: string): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value))
    throw new EnvError('MICROSOFT_TENANT must name one directory: its id, such as 72f988bf-86f1-41af-91ab-2d7cd011db47.')
  return value
}

/** One line with `\n` for line ends, as .env files and most hosts want it, or a PEM as it is. */
function privateKey(value: string): string {
  const pem = value.replaceAll(String.raw`\n`, '\n')
  if (!isApplesKind(pem))
    throw new EnvError('APPLE_PRIVATE_KEY is not a key: paste the .p8 file that Apple gave you, with \\n for line ends.')
  return pem
}

/** ES256 is what Apple takes. */
function isApplesKind(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}
