import { getTableColumns } from 'drizzle-orm'
import { getAuthTables } from 'better-auth/db'
import { describe, expect, it } from 'vitest'
import { auth } from '#auth/auth.server.ts'
import { CLOSED_AUTH_ENDPOINTS, OPEN_AUTH_ENDPOINTS } from '#auth/endpoints.ts'
import * as schema from '#platform/db/schema/index.ts'

describe('our schema', () => {
  it('has every column this version of Better Auth expects', () => {
    const ours: Record<string, object> = Object.fromEntries(
      Object.entries({
        user: schema.user,
        session: schema.session,
        account: schema.account,
        verification: schema.verification,
        twoFactor: schema.twoFactor,
        passkey: schema.passkey,
      }).map(([name, table]) => [name, getTableColumns(table)]),
    )
    const missing = Object.entries(getAuthTables(auth.options)).flatMap(([table, { fields }]) =>
      Object.keys(fields)
        .filter((field) => !(field in (ours[table] ?? {})))
        .map((field) => `${table}.${field}`),
    )
    expect(missing).toEqual([])
  })
})

describe('the doors of /api/auth', () => {
  it('are all decided: each endpoint of the auth instance is open by name or closed with a reason [ASVS 6.3.4, 8.2.1]', () => {
    const endpoints = Object.values(auth.api).flatMap((endpoint) => {
      const { path, options } = endpoint as { path?: string; options?: { method?: string | string[]; metadata?: { scope?: string } } }
      if (path === undefined || options?.metadata?.scope === 'server') return []
      return [options?.method ?? 'GET'].flat().map((method) => `${method} ${path}`)
    })
    expect(endpoints.length).toBeGreaterThan(20)
    expect(endpoints.filter((endpoint) => !OPEN_AUTH_ENDPOINTS.has(endpoint) && !(endpoint in CLOSED_AUTH_ENDPOINTS)).toSorted()).toEqual(
      [],
    )
  })
})
