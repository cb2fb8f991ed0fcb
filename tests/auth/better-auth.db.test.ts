import { getTableColumns } from 'drizzle-orm'
import { getAuthTables } from 'better-auth/db'
import { describe, expect, it } from 'vitest'
import { getAuth } from '#auth/auth.server.ts'
import { featureEndpoints } from '#auth/auth-parts.ts'
import { closedAuthEndpoints, isOpenAuthEndpoint, openAuthEndpoints } from '#auth/endpoints.ts'
import * as schema from '#platform/db/schema/index.ts'
import { isLimitName, limits as allLimits } from '#platform/rate-limits/count.server.ts'

const auth = await getAuth()

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

const endpoints = Object.values<object>(auth.api).flatMap((endpoint) => {
  const { path, options } = endpoint as { path?: string; options?: { method?: string | string[]; metadata?: { scope?: string } } }
  if (path === undefined || options?.metadata?.scope === 'server') return []
  return [options?.method ?? 'GET'].flat().map((method) => `${method} ${path}`)
})

describe('the doors of /api/auth', () => {
  it('are all decided: each endpoint of the auth instance is open by name or closed with a reason [ASVS 6.3.4, 8.2.1]', () => {
    const closed = closedAuthEndpoints()
    expect(endpoints.length).toBeGreaterThan(20)
    expect(endpoints.filter((endpoint) => !isOpenAuthEndpoint(endpoint) && !(endpoint in closed)).toSorted()).toEqual([])
  })

  it('are each decided once, and those of features exist', () => {
    const decided = [...openAuthEndpoints(), ...Object.keys(closedAuthEndpoints())]
    const ofFeatures = featureEndpoints().map(([name]) => name)
    const paths = ofFeatures.map((name) => name.split(' ')[1])
    expect(decided.filter((name, index) => decided.indexOf(name) !== index)).toEqual([])
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
    expect(ofFeatures.filter((name) => !endpoints.includes(name))).toEqual([])
  })
})

describe('what a feature calls by name', () => {
  it('exists: the limits of its endpoints', () => {
    const limits = featureEndpoints().flatMap(([, { limit }]) => limit ?? [])
    expect(limits.filter((limit) => !isLimitName(limit))).toEqual([])
    expect(limits.length).toBeGreaterThan(1)
  })

  it('exists: the endpoints that a limit counts', () => {
    const paths = new Set(endpoints.map((name) => name.split(' ')[1]))
    const counted = [...allLimits().values()].flatMap(({ endpoints: own = [] }) => own)
    expect(counted.length).toBeGreaterThan(5)
    // It stands for that of each provider.
    expect(counted.filter((path) => path !== '/callback' && !paths.has(path))).toEqual([])
  })
})
