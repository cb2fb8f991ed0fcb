import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { settingNames } from '../support/settings.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const { scripts } = JSON.parse(read('package.json'))

const documents = [
  'README.md',
  'STYLE.md',
  'AGENTS.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
]

/** Set by the build, and by tests for the services that stand in. */
const UNEXPLAINED = new Set(['NODE_ENV', 'TURNSTILE_URL', 'HIBP_URL'])

describe('the documents', () => {
  it.each(documents)('%s names only commands that there are', (document) => {
    const named = [...read(document).matchAll(/npm run ([\w-]+(?::[\w-]+)*)/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('link only to files that there are', () => {
    const links = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\((?!https?:|mailto:)([^)#]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)].map((match) =>
        join(dirname(document), match[1] ?? match[2] ?? ''),
      ),
    )
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([])
  })

  it('explain every variable that the app reads', () => {
    const variables = settingNames()
    const explained = read('.env.example')
    expect(variables.length).toBeGreaterThan(8)
    expect(variables.filter((name) => !UNEXPLAINED.has(name) && !explained.includes(`#${name}=`))).toEqual([])
  })
})
