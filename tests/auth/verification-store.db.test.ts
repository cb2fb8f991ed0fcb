import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { getAuth } from '#auth/auth.server.ts'
import { sql } from '#platform/db/client.server.ts'

/** As Better Auth and its plugins name what they keep for a while. */
const KINDS = ['reset-password:', 'magic-link:', 'auth-state:', '2fa-', '2fa-attempts-', 'delete-account-', '']

const { internalAdapter, adapter } = await (await getAuth()).$context

async function keep(kind: string): Promise<{ identifier: string; stored: string }> {
  const [identifier, value] = [kind + randomUUID(), randomUUID()]
  await internalAdapter.createVerificationValue({ identifier, value, expiresAt: new Date(Date.now() + 60_000) })
  const [row] = await sql<{ identifier: string }[]>`select identifier from verification where value = ${value}`
  return { identifier, stored: row?.identifier ?? '' }
}

describe.each(KINDS)('a verification row of the kind %j', (kind) => {
  it('is found and consumed by its identifier, once', async () => {
    const { identifier } = await keep(kind)
    expect(await internalAdapter.findVerificationValue(identifier)).not.toBeNull()
    await internalAdapter.updateVerificationByIdentifier(identifier, { value: 'changed' })
    expect(await internalAdapter.consumeVerificationValue(identifier)).toMatchObject({ value: 'changed' })
    expect(await internalAdapter.consumeVerificationValue(identifier)).toBeNull()
  })

  it('is not found, consumed or deleted by what Postgres stores (pass the hash) [ASVS 14.2.4]', async () => {
    const { identifier, stored } = await keep(kind)
    expect(stored).not.toContain(identifier)
    for (const guess of [stored, kind + stored, stored.split(':').at(-1) ?? '', kind + stored.split(':').at(-1)]) {
      expect(await internalAdapter.findVerificationValue(guess)).toBeNull()
      expect(await internalAdapter.consumeVerificationValue(guess)).toBeNull()
      await internalAdapter.deleteVerificationByIdentifier(guess)
    }
    expect(await internalAdapter.findVerificationValue(identifier)).not.toBeNull()
  })
})

it('refuses to look a verification row up by part of its identifier', async () => {
  const where = [{ field: 'identifier', value: 'reset-password:', operator: 'starts_with' as const }]
  await expect(async () => adapter.findMany({ model: 'verification', where })).rejects.toThrow('whole identifier')
})

it('hashes identifiers inside a transaction too', async () => {
  const { identifier, stored } = await keep('magic-link:')
  await adapter.transaction(async (tx) => {
    const by = (value: string) => tx.findOne({ model: 'verification', where: [{ field: 'identifier', value }] })
    expect([await by(stored), await by(identifier)]).toEqual([null, expect.anything()])
  })
})
