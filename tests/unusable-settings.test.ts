import { type KeyObject, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvError } from '#platform/config/env.error.ts'
import { parseEnv } from '#platform/config/env.server.ts'

const good = {
  NODE_ENV: 'production',
  APP_URL: 'https://app.test',
  DATABASE_URL: 'postgres://app:pw@db:5432/app',
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  SMTP_URL: 'smtps://mail.test',
  MAIL_FROM: 'App <no-reply@app.test>',
  TRUSTED_PROXY_HOPS: '1',
}
const keyOf = (privateKey: KeyObject) => String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
const RSA_KEY = keyOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
const P256_KEY = keyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)

const GITHUB = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'SECRET-PW' }
const TURNSTILE = { TURNSTILE_SITE_KEY: 'id', TURNSTILE_SECRET_KEY: 'SECRET-PW' }
const APPLE = { APPLE_CLIENT_ID: 'id', APPLE_TEAM_ID: 'team', APPLE_KEY_ID: 'key', APPLE_PRIVATE_KEY: P256_KEY }
const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }
const AMAZON = {
  S3_BUCKET_URL: 'https://s3.eu-central-1.amazonaws.com/uploads',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'SECRET-PW',
}

describe('a setting that cannot work', () => {
  it.each([
    ['a sender without an address', { MAIL_FROM: 'Gatehouse' }, 'MAIL_FROM is not the address of one mailbox'],
    ['a sender with half its quotes', { MAIL_FROM: '"App <no-reply@app.test>' }, 'MAIL_FROM is not the address of one mailbox'],
    ['a sender with a comment behind it', { MAIL_FROM: 'no-reply@app.test # ours' }, 'MAIL_FROM is not the address of one mailbox'],
    ['two senders', { MAIL_FROM: 'a@app.test, b@app.test' }, 'MAIL_FROM is not the address of one mailbox'],
    ['a sender named with a bare comma', { MAIL_FROM: 'App, Inc. <a@app.test>' }, 'MAIL_FROM is not the address of one mailbox'],
    ['a sender with a space in its domain', { MAIL_FROM: 'App <a@mü ller.test>' }, 'MAIL_FROM is not the address of one mailbox'],
    ['a mail server without a host', { SMTP_URL: 'smtp://' }, 'SMTP_URL is not an SMTP address'],
    ['a mail server with only a port', { SMTP_URL: 'smtp://:587' }, 'SMTP_URL is not an SMTP address'],
    ['a stray % in the SMTP password', { SMTP_URL: 'smtp://u:SECRET-PW%zz@m.test' }, 'SMTP_URL has a % that is not percent-encoding'],
    ['TLS from the start on the port of STARTTLS', { SMTP_URL: 'smtps://m.test:587' }, 'SMTP_URL asks for TLS from the start on port 587'],
    ['STARTTLS on the port of TLS', { SMTP_URL: 'smtp://m.test:465' }, 'SMTP_URL asks for STARTTLS on port 465'],
    ['a comment behind a client id', { ...GITHUB, GITHUB_CLIENT_ID: 'id # ours' }, 'GITHUB_CLIENT_ID must not contain a space'],
    ['a comment behind a secret', { ...TURNSTILE, TURNSTILE_SECRET_KEY: 'SECRET-PW #' }, 'TURNSTILE_SECRET_KEY must not contain a space'],
    ['a comment behind an access key', { ...AMAZON, S3_ACCESS_KEY_ID: 'id # ours' }, 'S3_ACCESS_KEY_ID must not contain a space'],
    ['an RSA key for Apple', { ...APPLE, APPLE_PRIVATE_KEY: RSA_KEY }, 'APPLE_PRIVATE_KEY is not a key'],
    ['half a key for Apple', { ...APPLE, APPLE_PRIVATE_KEY: P256_KEY.slice(0, 80) }, 'APPLE_PRIVATE_KEY is not a key'],
    ['Amazon without a bucket', { ...AMAZON, S3_BUCKET_URL: 'https://s3.eu-central-1.amazonaws.com' }, 'S3_BUCKET_URL names no bucket'],
    ['a region that the address contradicts', { ...AMAZON, S3_REGION: 'us-east-1' }, 'set it to eu-central-1, or leave it out'],
    [
      'the address of one signal of a collector',
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/v1/traces' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be a web address such as http://collector:4318, without /v1/traces',
    ],
    [
      'a header with a line break',
      { ...COLLECTOR, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=SECRET-PW%0Ab' },
      'OTEL_EXPORTER_OTLP_HEADERS has a value that no HTTP header can carry',
    ],
  ])('is refused at startup in one line: %s', (_what, change, line) => {
    const refusal = () => parseEnv({ ...good, ...change })
    expect(refusal).toThrow(EnvError)
    expect(refusal).toThrow(line)
    expect(refusal).not.toThrow(/\n|SECRET-PW/)
  })
})

describe('a setting', () => {
  it('is read without the quotes of .env.example, which docker run --env-file and Kubernetes pass on', () => {
    const quoted = Object.fromEntries(Object.entries(good).map(([name, value]) => [name, ` "${value}" `]))
    expect(parseEnv(quoted)).toEqual(parseEnv(good))
    expect(parseEnv({ ...good, MAIL_FROM: `'"App, Inc." <no-reply@app.test>'` }).smtp?.from).toBe('"App, Inc." <no-reply@app.test>')
    expect(parseEnv({ ...good, SMTP_URL: '""', NODE_ENV: 'development' }).smtp).toBeNull()
  })

  it.each(['no-reply@app.test', 'App <no-reply@app.test>', 'Größe 24 <a@b>', '"App, \\"Inc.\\"" <no-reply@app.test>', '<a@app.test>'])(
    'may name the sender as %s',
    (from) => expect(parseEnv({ ...good, MAIL_FROM: from }).smtp?.from).toBe(from),
  )

  it.each([
    ['info@müller-lab.example', 'info@xn--mller-lab-q9a.example'],
    ['Müller <info@müller-lab.example>', 'Müller <info@xn--mller-lab-q9a.example>'],
    ['"Lab <EU>" <info@müller-lab.example>', '"Lab <EU>" <info@xn--mller-lab-q9a.example>'],
  ])('may name a sender with an internationalized domain, %s, which mail servers get in ASCII', (from, sent) =>
    expect(parseEnv({ ...good, MAIL_FROM: from }).smtp?.from).toBe(sent),
  )

  it('of the bucket names the region that requests are signed for', () => {
    expect(parseEnv({ ...good, ...AMAZON }).bucket?.region).toBe('eu-central-1')
    expect(parseEnv({ ...good, ...AMAZON, S3_BUCKET_URL: 'https://uploads.s3.eu-west-1.amazonaws.com' }).bucket?.region).toBe('eu-west-1')
  })

  it('may hold the key of Apple in one line', () => {
    const written = P256_KEY.trim().replaceAll('\n', String.raw`\n`)
    expect(parseEnv({ ...good, ...APPLE, APPLE_PRIVATE_KEY: written }).apple?.privateKey).toBe(P256_KEY.trim())
  })

  it('is read from a file with a byte order mark, quotes and a line end; a file in UTF-16 is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'))
    const path = join(folder, 'value')
    const { AUTH_SECRET, ...rest } = good
    writeFileSync(path, `\uFEFF"${AUTH_SECRET}"\r\n`)
    expect(parseEnv({ ...rest, AUTH_SECRET_FILE: path }).authSecret).toBe(AUTH_SECRET)
    writeFileSync(path, `\uFEFF${AUTH_SECRET}\r\n`, 'utf16le')
    expect(() => parseEnv({ ...rest, AUTH_SECRET_FILE: path })).toThrow('AUTH_SECRET_FILE names a file that is not text in UTF-8')
    writeFileSync(path, '')
    expect(() => parseEnv({ ...rest, AUTH_SECRET_FILE: path })).toThrow('AUTH_SECRET is shorter than 32')
    rmSync(folder, { recursive: true })
  })
})
