/** Everything a run needs, in a folder of its own that goes with it: the databases, the page, the minimal app and Gatehouse with one page more, both built. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DATA, ROOT } from '../scripts/checkout.ts'
import { startMailServer } from '../tests/support/mail-server.ts'
import { SESSION_COOKIE } from '../tests/support/person.ts'
import { atEnd } from './clean-up.ts'
import { type Kit, SIGNED_IN_PAGE, plansOf } from './contestants.ts'
import { openDatabases, signedToken } from './databases.ts'
import { LINE_MODULE, LINE_ROUTE } from './line-page.ts'
import { ask } from './measure.ts'
import { pageModule } from './page-module.ts'
import { startServer } from './servers.ts'
import { writeScripts } from './wrk.ts'

/** Of a checkout: what is made, or nobody's business. */
const NOT_COPIED = new Set(['node_modules', 'dist', '.data', '.git', '.env', 'test-results', 'playwright-report'])

export async function prepare(): Promise<Kit> {
  const folder = newFolder()
  const minimalFolder = join(folder, 'bench/minimal')
  cpSync(join(import.meta.dirname, 'minimal'), minimalFolder, { recursive: true })
  cpSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  writeScripts(folder)
  const mail = await startMailServer()
  atEnd(mail.stop)
  const stores = await openDatabases(folder, minimalFolder)
  const kit = { folder, minimalFolder, lineFolder: join(folder, 'gatehouse'), stores, smtpUrl: mail.smtpUrl }
  await copyPages(kit)
  await build(minimalFolder)
  copyGatehouse(kit)
  await build(kit.lineFolder)
  return kit
}

const build = (cwd: string) => promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build.ts'), '--quiet'], { cwd })

/** With one page more. */
function copyGatehouse({ folder, lineFolder }: Kit): void {
  for (const name of readdirSync(ROOT).filter((one) => !NOT_COPIED.has(one)))
    cpSync(join(ROOT, name), join(lineFolder, name), { recursive: true })
  linkPackages(lineFolder)
  writeFileSync(join(lineFolder, 'src/routes/me.tsx'), LINE_ROUTE)
  writeFileSync(join(folder, 'line-page.mjs'), LINE_MODULE)
}

/** In the checkout, so that packages are found. */
function newFolder(): string {
  mkdirSync(DATA, { recursive: true })
  const folder = mkdtempSync(join(DATA, 'bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  linkPackages(folder)
  return folder
}

const linkPackages = (folder: string) => symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')

/** As Gatehouse shows them now. */
async function copyPages(kit: Kit): Promise<void> {
  const server = await startServer(plansOf(kit).gatehouse, kit.folder)
  const cookie = `${SESSION_COOKIE}=${signedToken(kit.stores.gatehouse)}`
  for (const [name, path] of [
    ['public', '/'],
    ['signed-in', SIGNED_IN_PAGE],
  ] as const) {
    const { status, body } = await ask(server.url + path, name === 'public' ? {} : { cookie })
    if (status !== 200) throw new Error(`gatehouse answered ${path} with ${status}:\n${server.log()}`)
    writeFileSync(join(kit.folder, `${name}.html`), body)
    writeFileSync(join(kit.folder, `${name}-page.mjs`), pageModule(body))
    writeFileSync(join(kit.minimalFolder, `src/pages/${name}-page.tsx`), pageModule(body))
  }
  await server.stop()
}
