import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const { scripts, dependencies, devDependencies, allowScripts } = JSON.parse(read('package.json'))
/** State no licence in their package.json; used while developing and building only, nothing of them is shipped. */
const UNSTATED = /^node_modules\/@(inlang\/plugin-message-format|lix-js\/sdk-.*)$/

const documents = [
  'README.md',
  'STYLE.md',
  'AGENTS.md',
  ...readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
]

describe('the documents', () => {
  it.each(documents)('%s names only commands that there are', (document) => {
    const named = [...read(document).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('link only to files that there are', () => {
    const links = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\((?!https?:)([^)#]+)\)|(?:src|srcset)="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? ''),
    )
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([])
  })

  it('explain every variable that the app reads', () => {
    const variables = [...read('src/env.server.ts').matchAll(/^ {2}([A-Z_]+): (?:text|z)/gm)].map((match) => match[1] ?? '')
    const explained = read('.env.example')
    expect(variables.length).toBeGreaterThan(8)
    expect(variables.filter((name) => name !== 'NODE_ENV' && !explained.includes(`#${name}=`))).toEqual([])
  })
})

describe('the packages', () => {
  it('are pinned exactly', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })

  it('run install scripts by name only, and the lockfile names no registry', () => {
    const lock = JSON.parse(read('package-lock.json'))
    const withScripts = Object.entries<{ hasInstallScript?: boolean }>(lock.packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
    )
    expect([...new Set(withScripts)].filter((name) => allowScripts[name] !== true)).toEqual([])
    expect(read('package-lock.json')).not.toContain('"resolved": "http')
  })

  it('are locked for every platform, not only for the one that wrote the lockfile', () => {
    const lock: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(read('package-lock.json')).packages
    const names = new Set(Object.keys(lock).map((path) => path.replace(/^.*node_modules\//, '')))
    const missing = Object.values(lock).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => !names.has(name)),
    )
    expect(missing).toEqual([])
  })

  it('have licences that an MIT product may carry', () => {
    const lock = JSON.parse(read('package-lock.json'))
    const fine =
      /^\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|Python-2\.0|OFL-1\.1|MPL-2\.0|PostgreSQL)/
    const others = Object.entries<{ license?: string; dev?: boolean }>(lock.packages).filter(
      ([path, { license }]) => path !== '' && !UNSTATED.test(path) && !fine.test(license ?? 'none'),
    )
    expect(others.map(([path, { license }]) => `${path} ${license}`)).toEqual([])
  })
})
