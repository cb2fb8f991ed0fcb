import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvError, parseEnv } from '~/env.server'

const good = {
  NODE_ENV: 'production',
  APP_URL: 'https://app.test',
  DATABASE_URL: 'postgres://app:pw@db:5432/app',
  AUTH_SECRET: 'q8Zt1vN0sYx3Rk5Wd7Lb9Mc2Pf4Hj6Gu',
  SMTP_URL: 'smtps://mail.test',
  MAIL_FROM: 'App <no-reply@app.test>',
}

describe('the environment', () => {
  it('is taken when everything production needs is there', () => {
    expect(parseEnv(good)).toMatchObject({
      production: true,
      appUrl: 'https://app.test',
      port: 3000,
      worker: 'inline',
      trustedProxyHops: 0,
    })
  })

  it('lets development go without a mail server', () => {
    const { SMTP_URL: _url, MAIL_FROM: _from, ...rest } = good
    expect(parseEnv({ ...rest, NODE_ENV: 'development' }).smtp).toBeNull()
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
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['an unknown worker mode', { WORKER: 'maybe' }, 'WORKER'],
  ])('is refused in one line with %s', (_what, change, line) => {
    const refusal = () => parseEnv({ ...good, ...change })
    expect(refusal).toThrow(EnvError)
    expect(refusal).toThrow(line)
    expect(() => parseEnv({ ...good, ...change })).not.toThrow('\n')
  })

  it('takes a secret and a database from files, as containers hand them over', () => {
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

  it('allows http on this machine, for trying a production build', () => {
    expect(parseEnv({ ...good, APP_URL: 'http://localhost:3000' }).appUrl).toBe('http://localhost:3000')
  })
})
