import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'

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
})
