import { describe, expect, it } from 'vitest'
import { installedFeatures } from '#platform/features.ts'
import { sources } from '../support/sources.ts'

const HEAVY = /^react|^lucide-react|\/generated\//
const files = new Map(sources().map((file) => [file.path.replace(/\.tsx?$/, ''), file]))

const { features, serverFeatures } = installedFeatures()
const namesIn = <Part extends string>(list: readonly { [Name in Part]?: object }[], part: Part) =>
  list.flatMap((feature) => Object.keys(feature[part] ?? {}))
const limits = serverFeatures.flatMap(({ limits: own = {} }) => Object.values(own))
const errors = serverFeatures.flatMap(({ errors: own = {} }) => Object.values(own))
const tables = serverFeatures.flatMap(({ tables: own = {} }) => Object.values(own))

describe('what features declare', () => {
  it.each([
    ['event', namesIn(features, 'events')],
    ['target', namesIn(features, 'targets')],
    ['job label', namesIn(features, 'jobs')],
    ['job', namesIn(serverFeatures, 'jobs')],
    ['command', namesIn(serverFeatures, 'commands')],
    ['limit', namesIn(serverFeatures, 'limits')],
    ['endpoint of Better Auth with a limit', limits.flatMap(({ endpoints = [] }) => endpoints)],
    ['error', namesIn(serverFeatures, 'errors')],
    ['error code of Better Auth', errors.flatMap(({ authCodes = [] }) => authCodes)],
    ['table', namesIn(serverFeatures, 'tables')],
    ['key of the export', tables.flatMap((table) => ('exportedAs' in table ? [table.exportedAs] : []))],
  ])('has one owner for each %s: a second one would replace the first', (_what, names) => {
    expect(names.length).toBeGreaterThan(2)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

describe('what Node runs in a checkout that was never built', () => {
  const commands = [...files.keys()].filter((path) => path.endsWith('-command.server'))

  it.each(['features/index.server', ...commands])('loads no React, no icons and no messages: %s', (entry) => {
    const loaded = loadedWith(entry)
    expect(loaded.size).toBeGreaterThan(1)
    const heavy = [...loaded].filter(([, text]) => staticImports(text).some((name) => HEAVY.test(name)))
    expect(heavy.map(([path]) => path)).toEqual([])
  })
})

/** The files that a file loads before it runs, with their text. */
function loadedWith(entry: string, loaded = new Map<string, string>()): Map<string, string> {
  const file = files.get(entry)
  if (file === undefined || loaded.has(entry)) return loaded
  loaded.set(entry, file.text)
  const names = new Set(staticImports(file.text).map((name) => name.match(/([^/]+?)(\.tsx?)?$/)?.[1]))
  for (const target of file.imports) if (names.has(target.split('/').at(-1))) loadedWith(target, loaded)
  return loaded
}

const staticImports = (text: string) => [...text.matchAll(/^(?:import|export)(?! type)[^;(]*?'([^']+)'/gm)].map(([, name = '']) => name)
