import { describe, expect, it } from 'vitest'
import { installedFeatures } from '#platform/features.ts'

const { serverFeatures } = installedFeatures()
const limits = serverFeatures.flatMap(({ limits: own = {} }) => Object.entries(own))
const errors = serverFeatures.flatMap(({ errors: own = {} }) => Object.entries(own))
const tables = serverFeatures.flatMap(({ tables: own = {} }) => Object.entries(own))

describe('what features declare', () => {
  it.each([
    ['limit', limits.map(([name]) => name)],
    ['endpoint of Better Auth with a limit', limits.flatMap(([, { endpoints = [] }]) => endpoints)],
    ['error', errors.map(([code]) => code)],
    ['table', tables.map(([name]) => name)],
    ['key of the export', tables.flatMap(([, table]) => ('exportedAs' in table ? [table.exportedAs] : []))],
    ['error code of Better Auth', errors.flatMap(([, { authCodes = [] }]) => authCodes)],
  ])('names each %s once: a second one would replace the first without a word', (_what, names) => {
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
