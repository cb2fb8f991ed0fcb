/** `npm run add -- feature NAME`: a folder with a page, its text, its place in the navigation and its page state, and a line in two lists. */
import { execSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LOCALES } from '#platform/i18n/locales.ts'
import { ROOT, refuse } from './checkout.ts'
import { addToLists, camelCase } from './feature-lists.ts'

const [kind, name = '', ...others] = process.argv.slice(2)
if (kind !== 'feature' || others.length > 0) refuse('npm run add -- feature NAME adds a feature.')
if (!/^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(name))
  refuse('A feature is named in lower case, with hyphens: npm run add -- feature purchase-orders')
if (existsSync(join(ROOT, 'src/features', name))) refuse(`src/features/${name} exists already.`)

const key = name.replaceAll('-', '_')
const title = name.replace(/^./, (letter) => letter.toUpperCase()).replaceAll('-', ' ')
const component = `${camelCase(name).replace(/^./, (letter) => letter.toUpperCase())}Page`
const folder = `src/features/${name}`

const texts = JSON.stringify(
  { [`${key}_empty`]: `No ${title.toLowerCase()} yet.`, [`${key}_keywords`]: title.toLowerCase(), [`${key}_title`]: title },
  null,
  2,
)

const files: Record<string, string> = {
  [`${folder}/feature.ts`]: `import { defineFeature } from '#platform/features.ts'

export const ${camelCase(name)} = defineFeature({
  name: '${name}',
})
`,
  [`${folder}/feature.server.ts`]: `import { defineServerFeature } from '#platform/features.ts'

export const ${camelCase(name)} = defineServerFeature({
  name: '${name}',
})
`,
  [`${folder}/navigation.ts`]: `import { Folder } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/${name}', label: m.${key}_title, icon: Folder, group: 'app', order: 100, keywords: m.${key}_keywords },
]
`,
  [`${folder}/${name}-page.tsx`]: `import { m } from '#platform/i18n/generated/messages.js'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeading } from '#ui/page-heading.tsx'

export function ${component}() {
  return (
    <>
      <PageHeading title={m.${key}_title()} />
      <EmptyState title={m.${key}_empty()} />
    </>
  )
}
`,
  [`${folder}/routes/_app/${name}.tsx`]: `import { createFileRoute } from '@tanstack/react-router'
import { ${component} } from '#features/${name}/${name}-page.tsx'
import { appHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/_app/${name}')({
  head: () => appHead(m.${key}_title()),
  component: ${component},
})
`,
  [`e2e/features/${name}/pages.ts`]: `import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [{ name: '${name}', path: '/${name}', title: titled('${title}'), as: 'resident' }]
`,
  ...Object.fromEntries(LOCALES.map((locale) => [`${folder}/messages/${locale}.json`, `${texts}\n`])),
}

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), text)
}
addToLists(ROOT, name)
for (const script of ['messages', 'routes']) execSync(`npm run --silent ${script}`, { cwd: ROOT, stdio: 'inherit' })
console.log(`${folder} is installed: its page is /${name}. Translate its messages, then run npm test -- quick.`)
