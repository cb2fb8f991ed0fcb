/** Every test ends with this watch (`fixtures.ts`). It is only worth something if it finds what is planted. */
import { encryptBackupHashes, encryptTotpKey, hashBackupCode, newBackupCodes, newTotpKey } from '#auth/two-factor/one-time-codes.server.ts'
import { inGroups } from '#platform/forms/one-time-code.ts'
import { sealText } from '#platform/crypto/sealed-text.ts'
import { expect, test } from './fixtures.ts'

test.describe('the watch over every answer', () => {
  test('finds a session’s token on a page [ASVS 3.3.4]', async ({ page, people, app, leaks }) => {
    const person = await people.create()
    await people.signIn(page, person)
    await app.sql`update "user" set name = (select token from session where user_id = ${person.id}) where id = ${person.id}`
    await page.goto('/app')
    expect(await leaks()).toContain('session.token in the body of GET /app')
  })

  test('finds a token in the address that a redirect leads to', async ({ page, people, app, request, leaks }) => {
    const person = await people.create()
    await people.signIn(page, person)
    const [{ token } = { token: '' }] = await app.sql<{ token: string }[]>`select token from session where user_id = ${person.id}`
    await request.get(`/settings/connections/${token}`, { maxRedirects: 0 })
    const found: string[] = []
    // The address is in the log, too, which is written a moment after the answer.
    await expect
      .poll(async () => found.push(...(await leaks())) && found)
      .toEqual(expect.arrayContaining([`session.token in the headers of GET /settings/connections/${token}`, 'session.token in the log']))
  })

  test('finds a secret that was there for a moment only', async ({ page, people, app, leaks }) => {
    const person = await people.create()
    await people.signIn(page, person)
    const hash = 'a-hash-that-is-long-enough-to-be-one'
    await app.sql`insert into mail_link (user_id, purpose, token_hash, expires_at) values (${person.id}, 'not_me', ${hash}, now())`
    await app.sql`delete from mail_link where user_id = ${person.id}`
    await app.sql`update "user" set name = ${hash} where id = ${person.id}`
    await page.goto('/settings/profile')
    expect(await leaks()).toContain('mail_link.token_hash in the body of GET /settings/profile')
  })

  test('finds the hash of a password, a provider’s token and the app’s own secret [ASVS 16.5.1]', async ({ page, people, app, leaks }) => {
    const person = await people.create()
    await people.signIn(page, person)
    const provided = 'gho_the-token-of-a-provider'
    const sealed = await sealText(provided, [app.authSecret])
    await app.sql`insert into account (user_id, provider_id, account_id, access_token) values (${person.id}, 'github', ${person.id}, ${sealed})`
    const [{ password } = { password: '' }] = await app.sql<
      { password: string }[]
    >`select password from account where user_id = ${person.id} and provider_id = 'credential'`
    await app.sql`update "user" set name = ${`${password} ${provided} ${app.authSecret}`} where id = ${person.id}`
    await page.goto('/settings/profile')
    const found = await leaks()
    for (const kind of ['account.password', 'account.access_token, decrypted', 'AUTH_SECRET'])
      expect(found).toContain(`${kind} in the body of GET /settings/profile`)
  })

  test('finds an authenticator’s key and a backup code in the form that people read', async ({ page, people, app, leaks }) => {
    const person = await people.create()
    await people.signIn(page, person)
    const [key, codes] = [newTotpKey(), newBackupCodes()]
    const stored = await encryptBackupHashes(codes.map(hashBackupCode), [app.authSecret])
    await app.sql`
      insert into two_factor (user_id, secret, backup_codes, verified)
      values (${person.id}, ${await encryptTotpKey(key, [app.authSecret])}, ${stored}, true)`
    await app.sql`update "user" set name = ${`${inGroups(key, ' ')} / ${codes[3] ?? ''}`} where id = ${person.id}`
    await page.goto('/settings/profile')
    const found = await leaks()
    for (const kind of ['the key of an authenticator', 'a backup code'])
      expect(found).toContain(`${kind} in the body of GET /settings/profile`)
  })

  test('finds nothing where nothing is', async ({ page, people, leaks }) => {
    await people.signIn(page, await people.create())
    await page.goto('/app')
    expect(await leaks()).toEqual([])
  })
})
