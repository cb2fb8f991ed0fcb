/** `npm run remove -- FEATURE`: its folder, page states, tests and lines. What else uses it is named first, and nothing is changed. */
import { execSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, refuse } from './checkout.ts'
import { foldersOf, installedNames, removeFromLists, usersOf } from './feature-lists.ts'

const [name = '', ...others] = process.argv.slice(2)
const names = installedNames(ROOT)
if (others.length > 0 || !names.includes(name)) refuse(`npm run remove -- FEATURE removes one of these: ${names.join(', ')}.`)

const users = usersOf(ROOT, name)
if (users.length > 0) refuse(`These files use ${name}. Take it out of them first:\n${users.map((path) => `  ${path}`).join('\n')}`)

const hasTables = /^ {2}tables:/m.test(readFileSync(join(ROOT, `src/features/${name}/feature.server.ts`), 'utf8'))
for (const folder of foldersOf(ROOT, name)) rmSync(join(ROOT, folder), { recursive: true })
removeFromLists(ROOT, name)
for (const script of ['messages', 'routes']) execSync(`npm run --silent ${script}`, { cwd: ROOT, stdio: 'inherit' })
if (hasTables) console.log('Its tables are still in src/platform/db/schema: remove them there, and run npm run db:generate.')
console.log(`${name} is removed. Run npm test -- quick: it names the links and documents that still point there.`)
