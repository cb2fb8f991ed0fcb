/**
 * Every setting, read once. A wrong one ends the process with one line that names the fix.
 * Node runs this file directly too (scripts/).
 */
import { z } from 'zod'
import { type AbuseSettings, AbuseSource, abuseSettings } from './env.abuse.ts'
import { usableDatabaseUrl } from './env.database.ts'
import { EnvError } from './env.error.ts'
import { type MailSettings, mailSettings } from './env.mail.ts'
import { ProcessSource, type ProcessSettings, processSettings } from './env.process.ts'
import { ProviderSource, type ProviderSettings, providerSettings } from './env.providers.ts'
import type { Secrets } from '#platform/crypto/derived-key.ts'
import { ScaleSource, type ScaleSettings, scaleSettings } from './env.scale.ts'
import { SecretSource, type SecretSettings, secretSettings } from './env.secrets.ts'
import { TelemetrySource, type TelemetrySettings, telemetrySettings } from './env.telemetry.ts'
import { type UploadSettings, UploadSource, uploadSettings } from './env.uploads.ts'
import { readValueFile, setting, valueOf } from './env.value.ts'

/** Two years. No `preload`: that binds a whole domain for long, and is for its owner to ask for. */
const HSTS = { off: 'max-age=63072000', on: 'max-age=63072000; includeSubDomains' }

type Services = ProcessSettings & SecretSettings & ProviderSettings & AbuseSettings & ScaleSettings & TelemetrySettings & UploadSettings
export type Env = Services & {
  production: boolean
  /** Origin people use, without a trailing slash. Mails and redirects are built from it, never from a Host header. */
  appUrl: string
  /** The header `Strict-Transport-Security`; null over http. */
  hsts: string | null
  databaseUrl: string
  /** For how many days the audit log is kept. */
  auditRetentionDays: number
  /** null: mail goes to the development mailbox. Never null in production. */
  smtp: MailSettings | null
  /** Whether people may sign in with a link by mail. */
  magicLink: boolean
  /** TCP port and address the production server listens on. */
  port: number
  host: string | undefined
  /** How many reverse proxies of ours stand in front; 0 means that X-Forwarded-For is ignored. */
  trustedProxyHops: number
  /** `inline`: this process also works the job queue. `separate`: `npm run worker` does. */
  worker: 'inline' | 'separate'
  /** Where development keeps its database, secret and mailbox. Production writes nothing to disk. */
  dataDirectory: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

const text = z.string().trim().min(1)
const wholeNumber = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`
  return z.coerce.number(rule).int(rule).min(min, rule).max(max, rule)
}
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, `must be one of ${values.join(', ')}`)

const RequiredSource = z.object({
  APP_URL: setting(text.optional(), {
    about:
      'The origin people open, no path. Links in mails and redirects are built from it. https, unless it is localhost. In development the address it listens on, unless set: for a tunnel, or a name of this machine on the network.',
    example: 'https://app.example.com',
  }),
  DATABASE_URL: setting(text.optional(), {
    about:
      'PostgreSQL 18 or newer. In development it replaces the embedded database. Write it as your provider prints it; what the parameters mean here is in docs/operations.md.',
    example: 'postgres://user:password@host:5432/gatehouse',
  }),
  DATABASE_URL_FILE: setting(text.optional(), {
    note: 'Or the path of a file that holds it.',
    example: '/run/secrets/database_url',
    compose: '/run/gatehouse-secrets/database-url',
  }),
  TRUSTED_PROXY_HOPS: setting(wholeNumber(0, 10).optional(), {
    about:
      'How many reverse proxies of yours stand in front; required when APP_URL is https, since something has to end TLS. With 1, the last entry of X-Forwarded-For is the client. 0: the header is ignored, and whoever connects is the client. Over http the default is 0.',
    example: '1',
  }),
  SMTP_URL: setting(text.optional(), {
    about:
      'Where mail leaves, and its sender. In development mail goes to /dev/mailbox unless this is set. smtps:// uses TLS from the start (port 465), smtp:// STARTTLS where the server offers it (port 587).',
    example: 'smtps://user:password@smtp.example.com',
    compose: '${SMTP_URL:-smtp://mailpit:1025}',
  }),
  MAIL_FROM: setting(text.optional(), {
    example: '"Gatehouse <no-reply@example.com>"',
    compose: '${MAIL_FROM:-Gatehouse <no-reply@localhost>}',
  }),
})

const OptionalSource = z.object({
  PORT: setting(wholeNumber(0, 65_535).default(3000), {
    about:
      'Port and address to listen on. Default: 3000, all addresses. Development starts at this port and takes the next free one, and listens on localhost unless told otherwise: `HOST=0.0.0.0 npm run dev` or `npm run dev -- --host` for a phone on the same network.',
    example: '3000',
    compose: '3000',
  }),
  HOST: setting(text.optional(), { example: '0.0.0.0', compose: null }),
  WORKER: setting(oneOf(['inline', 'separate']).default('inline'), {
    about: 'inline (default): this process also sends mail and works the other jobs. separate: `npm run worker` does, in its own process.',
    example: 'inline',
  }),
  LOG_LEVEL: setting(oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'), {
    about: 'fatal, error, warn, info (default), debug or silent. JSON lines on standard output.',
    example: 'info',
  }),
  HSTS_SUBDOMAINS: setting(oneOf(['on', 'off']).default('off'), {
    about:
      "Over https, browsers are told to use https only (HSTS). on: for every subdomain of APP_URL's host as well, also those that other programs serve. Default: off.",
    example: 'off',
  }),
  AUDIT_RETENTION_DAYS: setting(wholeNumber(90, 36_500).default(400), {
    about: 'For how many days the audit log is kept, at least 90. Default: 400.',
    example: '400',
  }),
  MAGIC_LINK: setting(oneOf(['on', 'off']).default('on'), {
    about: 'Sign-in by a link in a mail: on (the default) or off.',
    example: 'on',
  }),
  DATA_DIRECTORY: setting(text.default('.data'), {
    about: 'Development only: where the embedded database, the secret and the mailbox are kept. Default: .data',
    example: '.data',
    compose: null,
  }),
})

const Source = RequiredSource.extend(SecretSource.shape)
  .extend(ProviderSource.shape)
  .extend(AbuseSource.shape)
  .extend(UploadSource.shape)
  .extend(TelemetrySource.shape)
  .extend(OptionalSource.shape)
  .extend(ProcessSource.shape)
  .extend(ScaleSource.shape)
  .extend({ NODE_ENV: z.string().optional() })

/** All of them, in the order and under the headings of `.env.example`. */
export const SETTING_GROUPS: readonly { title: string; about?: string; shape: z.ZodRawShape }[] = [
  { title: 'Required in production', shape: { ...RequiredSource.shape, ...SecretSource.shape } },
  {
    title: 'Ways to sign in',
    about:
      "Each group is set whole, or its button is not shown. The provider asks for a redirect address: APP_URL/api/auth/callback/ID, where ID is github, google, microsoft, apple or oidc. In development without GitHub's keys a stand-in GitHub runs beside the app.",
    shape: ProviderSource.shape,
  },
  { title: 'Against bots and bad passwords', shape: AbuseSource.shape },
  { title: 'Uploads', shape: UploadSource.shape },
  { title: 'What it tells of itself', shape: TelemetrySource.shape },
  { title: 'Optional', shape: { ...OptionalSource.shape, ...ProcessSource.shape, ...ScaleSource.shape } },
]

/** Throws EnvError with one line. Empty strings count as absent, so that `KEY=` in a .env file is harmless. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const source = parse(Source, variables)
  const production = source.NODE_ENV === 'production'
  const origin = appUrl(source.APP_URL, production)
  const hops = trustedProxyHops(source.TRUSTED_PROXY_HOPS, origin, production)
  return {
    production,
    appUrl: origin,
    hsts: origin.startsWith('https:') ? HSTS[source.HSTS_SUBDOMAINS] : null,
    databaseUrl: requiredDatabaseUrl(source),
    auditRetentionDays: source.AUDIT_RETENTION_DAYS,
    smtp: smtp(source.SMTP_URL, source.MAIL_FROM, production),
    magicLink: source.MAGIC_LINK === 'on',
    port: source.PORT,
    host: source.HOST,
    trustedProxyHops: hops,
    worker: source.WORKER,
    dataDirectory: source.DATA_DIRECTORY,
    logLevel: source.LOG_LEVEL,
    ...providerSettings(source, production),
    ...abuseSettings(source),
    ...secretSettings(source),
    ...processSettings(source),
    ...scaleSettings(source),
    ...telemetrySettings(source, hops),
    ...uploadSettings(source),
  }
}

/** DATABASE_URL, or what DATABASE_URL_FILE holds; null when neither is set. Throws EnvError with one line, without the password. */
export function givenDatabaseUrl(variables: Record<string, string | undefined>): string | null {
  const source = parse(Source.pick({ DATABASE_URL: true, DATABASE_URL_FILE: true }), variables)
  return databaseUrl(source.DATABASE_URL, source.DATABASE_URL_FILE)
}

/** As `parseEnv` does, for development; null when it is not set. */
export function givenAppUrl(variables: Record<string, string | undefined>): URL | null {
  const value = valueOf(variables.APP_URL)
  return value === undefined ? null : new URL(appUrl(value, false))
}

/** As `parseEnv` does, and never 0: development prints the port before it listens. */
export function givenPort(variables: Record<string, string | undefined>): number {
  return parse(z.object({ PORT: wholeNumber(1, 65_535).default(3000) }), variables).PORT
}

function parse<Shape extends z.ZodType>(shape: Shape, variables: Record<string, string | undefined>): z.infer<Shape> {
  const present = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, valueOf(value)]))
  const parsed = shape.safeParse(present)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new EnvError(`${issue?.path.join('.') ?? 'environment'} ${issue?.message ?? 'is not valid'}. See .env.example.`)
}

function appUrl(value: string | undefined, production: boolean): string {
  if (value === undefined) throw new EnvError('APP_URL is missing: set it to the address people open, such as https://app.example.com.')
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new EnvError('APP_URL is not a web address: write it as https://app.example.com.')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new EnvError('APP_URL must be an origin only, such as https://app.example.com, with no path.')
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (production && url.protocol === 'http:' && !isLocal)
    throw new EnvError('APP_URL uses http: sessions would travel in clear text. Put TLS in front and set it to https://…')
  return url.origin
}

function requiredDatabaseUrl(source: z.infer<typeof Source>): string {
  const url = databaseUrl(source.DATABASE_URL, source.DATABASE_URL_FILE)
  if (url === null)
    throw new EnvError('DATABASE_URL is missing: set it to a PostgreSQL 18 server, postgres://user:password@host:5432/name.')
  return url
}

function databaseUrl(given: string | undefined, file: string | undefined): string | null {
  const value = given ?? (file === undefined ? undefined : readValueFile('DATABASE_URL_FILE', file))
  return value === undefined ? null : usableDatabaseUrl(value)
}

/** Counted by hand: behind a proxy that is not counted everyone has its address, and shares one limit on attempts. */
function trustedProxyHops(given: number | undefined, origin: string, production: boolean): number {
  if (given === undefined && production && origin.startsWith('https:'))
    throw new EnvError(
      'TRUSTED_PROXY_HOPS is missing: APP_URL is https, so set it to the number of your proxies in front, 1 for most set-ups.',
    )
  return given ?? 0
}

function smtp(url: string | undefined, from: string | undefined, production: boolean): Env['smtp'] {
  if (url === undefined) {
    if (production)
      throw new EnvError(
        'SMTP_URL is missing: nobody could confirm an address or reset a password. Set it, such as smtps://user:password@smtp.example.com.',
      )
    return null
  }
  return mailSettings(url, from)
}

function readEnv(): Env {
  try {
    return parseEnv(process.env)
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    console.error(`gatehouse: ${error.message}`)
    process.exit(1)
  }
}

/** The secret of now first. */
export const authSecrets = (): Secrets => [env().authSecret, ...env().oldAuthSecrets]

let current: Env | undefined
/** The settings of this process. Read at first use, so that a script may fill process.env before. */
export function env(): Env {
  current ??= readEnv()
  return current
}
