import { describe, expect, it } from 'vitest'
import { installedFeatures } from '#platform/features.ts'

describe('a name that features give', () => {
  it.each(['events', 'targets', 'jobs'] as const)('has one owner: %s', (part) => {
    const names = installedFeatures().features.flatMap((feature) => Object.keys(feature[part] ?? {}))
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
