import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvError } from '#platform/config/env.error.ts'
import { oldAuthSecrets } from '#platform/config/env.secrets.ts'
import { parseEnv } from '#platform/config/env.server.ts'

const good = {
  NODE_ENV: 'production',
  APP_URL: 'https://app.test',
  DATABASE_URL: 'postgres://app:pw@db:5432/app',
  AUTH_SECRET: 'q8Zt1vN0sYx3Rk5Wd7Lb9Mc2Pf4Hj6Gu',
  SMTP_URL: 'smtps://mail.test',
  MAIL_FROM: 'App <no-reply@app.test>',
  TRUSTED_PROXY_HOPS: '1',
}

const OLDER = 'Zx8Vb3Nm6Qw1Er5Ty9Ui2Op4As7Df0Gh'

const GITHUB = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'SECRET-PW' }
const MICROSOFT = {
  MICROSOFT_CLIENT_ID: 'id',
  MICROSOFT_CLIENT_SECRET: 'SECRET-PW',
  MICROSOFT_TENANT: '72f988bf-86f1-41af-91ab-2d7cd011db47',
}
const OIDC = { OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'SECRET-PW', OIDC_ISSUER: 'https://id.example.com', OIDC_NAME: 'Example' }
const TURNSTILE = { TURNSTILE_SITE_KEY: 'id', TURNSTILE_SECRET_KEY: 'SECRET-PW' }
const BUCKET = { S3_BUCKET_URL: 'https://s3.test/uploads', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'SECRET-PW' }
const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }
const APPLE = { APPLE_CLIENT_ID: 'id', APPLE_TEAM_ID: 'team', APPLE_KEY_ID: 'key', APPLE_PRIVATE_KEY: 'SECRET-PW' }

describe('the environment', () => {
  it('is taken when everything production needs is there', () => {
    expect(parseEnv(good)).toMatchObject({
      production: true,
      appUrl: 'https://app.test',
      port: 3000,
      worker: 'inline',
      trustedProxyHops: 1,
    })
  })

  it('lets development go without a mail server', () => {
    const { SMTP_URL: _url, MAIL_FROM: _from, ...rest } = good
    expect(parseEnv({ ...rest, NODE_ENV: 'development' }).smtp).toBeNull()
  })

  it('asks nobody else about bots and passwords unless told to', () => {
    expect(parseEnv(good)).toMatchObject({ turnstile: null, breachedPasswords: null })
    expect(parseEnv({ ...good, ...TURNSTILE, HIBP: 'on' })).toMatchObject({
      turnstile: { siteKey: 'id', secretKey: 'SECRET-PW', origin: 'https://challenges.cloudflare.com' },
      breachedPasswords: { origin: 'https://api.pwnedpasswords.com' },
    })
  })

  it('tells nobody of itself unless told to', () => {
    expect(parseEnv(good)).toMatchObject({ telemetry: null, errorReportUrl: null, trustTraceparent: false, slowQueryMs: 500 })
    const told = { ...COLLECTOR, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b', OTEL_RESOURCE_ATTRIBUTES: 'a.b=c, d=e' }
    expect(parseEnv({ ...good, ...told }).telemetry).toMatchObject({
      endpoint: 'http://collector:4318',
      headers: { 'api-key': 'a b' },
      resource: { 'a.b': 'c', d: 'e' },
      serviceName: 'gatehouse',
      sampler: { name: 'parentbased_always_on', ratio: 1 },
    })
  })

  it('has ten database connections and stops at once, unless set otherwise', () => {
    expect(parseEnv(good)).toMatchObject({ stopDelaySeconds: 0, databasePool: 10 })
    const told = { STOP_DELAY_SECONDS: '5', DATABASE_POOL: '20' }
    expect(parseEnv({ ...good, ...told })).toMatchObject({ stopDelaySeconds: 5, databasePool: 20 })
  })

  it('offers links by mail unless told not to', () => {
    expect(parseEnv(good).magicLink).toBe(true)
    expect(parseEnv({ ...good, MAGIC_LINK: 'off' }).magicLink).toBe(false)
    expect(() => parseEnv({ ...good, MAGIC_LINK: 'maybe' })).toThrow('MAGIC_LINK must be one of on, off')
  })

  it.each([
    ['no secret', { AUTH_SECRET: undefined }, 'AUTH_SECRET is missing'],
    ['a short secret', { AUTH_SECRET: 'Q8zT1vN0' }, 'shorter than 32'],
    ['the secret of the example file', { AUTH_SECRET: 'replace-me-with-32-random-bytes-or-more' }, 'looks like an example'],
    ['a secret of one letter', { AUTH_SECRET: 'a'.repeat(40) }, 'looks like an example'],
    ['no database', { DATABASE_URL: undefined }, 'DATABASE_URL is missing'],
    ['a database that is not PostgreSQL', { DATABASE_URL: 'mysql://db' }, 'not a PostgreSQL address'],
    ['no mail server', { SMTP_URL: undefined }, 'SMTP_URL is missing'],
    ['no sender', { MAIL_FROM: undefined }, 'MAIL_FROM is missing'],
    ['http outside this machine', { APP_URL: 'http://app.test' }, 'clear text'],
    ['an address with a path', { APP_URL: 'https://app.test/path' }, 'origin only'],
    ['a database whose port cannot be', { DATABASE_URL: 'postgres://app:SECRET-PW@db:99999/app' }, 'not a PostgreSQL address'],
    ['a database that is a word', { DATABASE_URL: 'junk' }, 'not a PostgreSQL address'],
    ['a password with a bare %', { DATABASE_URL: 'postgres://app:SECRET-PW%zz@db/app' }, 'no percent-encoding'],
    ['proxies that nobody counted', { TRUSTED_PROXY_HOPS: undefined }, 'TRUSTED_PROXY_HOPS is missing'],
    ['proxies that are no number', { TRUSTED_PROXY_HOPS: 'one' }, 'TRUSTED_PROXY_HOPS must be a whole number from 0 to 10'],
    ['a port out of range', { PORT: '70000' }, 'PORT must be a whole number from 0 to 65535'],
    ['a port that is a word', { PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535'],
    ['an unknown worker mode', { WORKER: 'maybe' }, 'WORKER must be one of inline, separate'],
    [
      'GitHub without its secret',
      { GITHUB_CLIENT_ID: 'id' },
      'GITHUB_CLIENT_SECRET is missing: set GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET together',
    ],
    ['GitHub without its id', { GITHUB_CLIENT_SECRET: 'SECRET-PW' }, 'GITHUB_CLIENT_ID is missing'],
    ['a GitHub with a path', { ...GITHUB, GITHUB_URL: 'https://git.test/api' }, 'GITHUB_URL must be an origin only'],
    ['a GitHub that is a word', { ...GITHUB, GITHUB_URL: 'github' }, 'GITHUB_URL is not a web address'],
    ['a GitHub in clear text', { ...GITHUB, GITHUB_URL: 'http://git.test' }, 'GITHUB_URL uses http'],
    ['Microsoft for every directory there is', { ...MICROSOFT, MICROSOFT_TENANT: 'common' }, 'MICROSOFT_TENANT must name one directory'],
    ['Turnstile without its secret', { TURNSTILE_SITE_KEY: 'id' }, 'TURNSTILE_SECRET_KEY is missing: set TURNSTILE_SITE_KEY'],
    ['Turnstile without its key', { TURNSTILE_SECRET_KEY: 'SECRET-PW' }, 'TURNSTILE_SITE_KEY is missing'],
    ['a Turnstile with a path', { ...TURNSTILE, TURNSTILE_URL: 'https://turnstile.test/v0' }, 'TURNSTILE_URL must be an origin only'],
    ['a Turnstile in clear text', { ...TURNSTILE, TURNSTILE_URL: 'http://turnstile.test' }, 'TURNSTILE_URL uses http'],
    ['a stop that is put off for long', { STOP_DELAY_SECONDS: '301' }, 'STOP_DELAY_SECONDS must be a whole number from 0 to 300'],
    ['a pool of two connections', { DATABASE_POOL: '2' }, 'DATABASE_POOL must be a whole number from 3 to 500'],
    ['a look-up that is neither on nor off', { HIBP: 'maybe' }, 'HIBP must be one of on, off'],
    ['a look-up in clear text', { HIBP: 'on', HIBP_URL: 'http://pwned.test' }, 'HIBP_URL uses http'],
    ['half an OpenID Connect provider', { OIDC_ISSUER: 'https://id.example.com' }, 'OIDC_CLIENT_ID is missing'],
    ['an issuer in clear text', { ...OIDC, OIDC_ISSUER: 'http://id.example.com' }, 'OIDC_ISSUER uses http'],
    ['a key of Apple that is none', APPLE, 'APPLE_PRIVATE_KEY is not a key'],
    ['a bucket without its key', { S3_BUCKET_URL: BUCKET.S3_BUCKET_URL }, 'S3_ACCESS_KEY_ID is missing: set S3_BUCKET_URL'],
    ['a bucket that is a word', { ...BUCKET, S3_BUCKET_URL: 'uploads' }, 'S3_BUCKET_URL is not the address of a bucket'],
    ['a bucket in clear text', { ...BUCKET, S3_BUCKET_URL: 'http://s3.test/uploads' }, 'S3_BUCKET_URL uses http'],
    ['a collector that is a word', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be a web address'],
    ['another protocol', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL must be http/json'],
    [
      'headers that are no pairs',
      { ...COLLECTOR, OTEL_EXPORTER_OTLP_HEADERS: 'SECRET-PW' },
      'OTEL_EXPORTER_OTLP_HEADERS must be key=value',
    ],
    ['an unknown sampler', { OTEL_TRACES_SAMPLER: 'some' }, 'OTEL_TRACES_SAMPLER must be one of always_on'],
    ['more than every trace', { OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1'],
    ['traces of strangers', { TRUST_TRACEPARENT: 'on', TRUSTED_PROXY_HOPS: '0' }, 'TRUST_TRACEPARENT is on without a proxy'],
    ['errors reported in clear text', { ERROR_REPORT_URL: 'http://errors.test/SECRET-PW' }, 'ERROR_REPORT_URL uses http'],
    ['errors reported nowhere', { ERROR_REPORT_URL: 'SECRET-PW' }, 'ERROR_REPORT_URL is not a web address'],
    ['a Valkey that is a word', { VALKEY_URL: 'SECRET-PW' }, 'VALKEY_URL is not the address of a Valkey'],
    ['a Valkey with a path', { VALKEY_URL: 'redis://cache/SECRET-PW' }, 'VALKEY_URL is not the address of a Valkey'],
    ['a Valkey with a stray %', { VALKEY_URL: 'redis://u:SECRET-PW%ss@cache' }, 'VALKEY_URL holds a % that is no percent-encoding'],
    [
      'a secret that could not be listed later',
      { AUTH_SECRET: 'Xk3vQz81 mN5pRt72,Lw9yBd46hJc0Fg' },
      'AUTH_SECRET holds a space or a comma',
    ],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent'],
  ])('is refused in one line with %s [ASVS 13.2.3]', (_what, change, line) => {
    const refusal = () => parseEnv({ ...good, ...change })
    expect(refusal).toThrow(EnvError)
    expect(refusal).toThrow(line)
    expect(refusal).not.toThrow(/\n|SECRET-PW/)
  })

  it('has no provider unless its group is set, and GitHub is github.com unless said otherwise', () => {
    const none = { githubApp: null, google: null, microsoft: null, apple: null, oidc: null }
    expect(parseEnv(good)).toMatchObject(none)
    expect(parseEnv({ ...good, GITHUB_URL: 'https://git.test' })).toMatchObject(none)
    expect(parseEnv({ ...good, ...GITHUB }).githubApp).toEqual({ clientId: 'id', clientSecret: 'SECRET-PW', url: 'https://github.com' })
    expect(parseEnv({ ...good, ...GITHUB, GITHUB_URL: 'https://git.test/' }).githubApp?.url).toBe('https://git.test')
    expect(parseEnv({ ...good, ...OIDC }).oidc?.issuer).toBe('https://id.example.com')
  })

  it('keeps uploads in Postgres unless a bucket is set, which may stand in the private network', () => {
    expect(parseEnv(good).bucket).toBe(null)
    expect(parseEnv({ ...good, ...BUCKET }).bucket).toMatchObject({ url: 'https://s3.test/uploads', region: 'us-east-1' })
    expect(parseEnv({ ...good, ...BUCKET, S3_BUCKET_URL: 'http://minio:9000/uploads/' }).bucket?.url).toBe('http://minio:9000/uploads')
  })

  it('has a Valkey only when it is told of one, by either name of its protocol', () => {
    expect(parseEnv(good).valkeyUrl).toBeNull()
    expect(parseEnv({ ...good, VALKEY_URL: 'valkeys://u:p@cache:6380' }).valkeyUrl).toBe('rediss://u:p@cache:6380')
    expect(parseEnv({ ...good, VALKEY_URL: 'redis://cache:6379' }).valkeyUrl).toBe('redis://cache:6379')
  })

  it('takes a secret and a database from files, as containers hand them over [ASVS 13.3.1]', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'))
    const path = join(folder, 'value')
    const { AUTH_SECRET, DATABASE_URL, ...rest } = good
    writeFileSync(path, `${AUTH_SECRET}\n`)
    expect(parseEnv({ ...rest, DATABASE_URL, AUTH_SECRET_FILE: path }).authSecret).toBe(AUTH_SECRET)
    writeFileSync(path, `${DATABASE_URL}\n`)
    expect(parseEnv({ ...rest, AUTH_SECRET, DATABASE_URL_FILE: path }).databaseUrl).toBe(DATABASE_URL)
    expect(parseEnv({ ...good, DATABASE_URL_FILE: '/nowhere' }).databaseUrl).toBe(DATABASE_URL)
    expect(() => parseEnv({ ...rest, AUTH_SECRET, DATABASE_URL_FILE: '/nowhere' })).toThrow(
      'DATABASE_URL_FILE names a file that cannot be read',
    )
    rmSync(folder, { recursive: true })
  })

  it('takes the secrets of before, each as strong as that of now, and says at the start what is wrong with them [ASVS 13.3.1]', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'))
    const path = join(folder, 'value')
    const [one, two] = [OLDER, good.AUTH_SECRET.toLowerCase()]
    writeFileSync(path, `${one}, ${two}\n${good.AUTH_SECRET}\n`)
    expect(parseEnv(good).oldAuthSecrets).toEqual([])
    expect(parseEnv({ ...good, AUTH_OLD_SECRETS_FILE: path, AUTH_OLD_SECRETS: '' }).oldAuthSecrets).toEqual([one, two])
    expect(parseEnv({ ...good, AUTH_OLD_SECRETS_FILE: path, AUTH_OLD_SECRETS: one }).oldAuthSecrets).toEqual([one])
    rmSync(folder, { recursive: true })
    expect(oldAuthSecrets({ AUTH_OLD_SECRETS_FILE: path })).toHaveLength(3)
    const refusals = {
      'AUTH_OLD_SECRETS_FILE names a file that cannot be read': { AUTH_OLD_SECRETS_FILE: '/nowhere' },
      'AUTH_OLD_SECRETS is shorter than 32': { AUTH_OLD_SECRETS: `${one},two` },
      'AUTH_OLD_SECRETS looks like an example': { AUTH_OLD_SECRETS: 'a'.repeat(40) },
    }
    for (const [line, change] of Object.entries(refusals)) expect(() => parseEnv({ ...good, ...change })).toThrow(line)
  })

  it('allows http on this machine without counting proxies, for trying a production build', () => {
    const { TRUSTED_PROXY_HOPS: _hops, ...rest } = good
    const tried = parseEnv({ ...rest, APP_URL: 'http://localhost:3000' })
    expect(tried).toMatchObject({ appUrl: 'http://localhost:3000', trustedProxyHops: 0 })
  })

  it('takes 0 proxies behind https when it is said', () => {
    expect(parseEnv({ ...good, TRUSTED_PROXY_HOPS: '0' }).trustedProxyHops).toBe(0)
  })
})
