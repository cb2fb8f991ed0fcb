/** Everything a run needs, in a folder of its own that goes with it: the databases, the page, the minimal app built. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DATA, ROOT } from '../scripts/checkout.ts'
import { startMailServer } from '../tests/support/mail-server.ts'
import { SESSION_COOKIE } from '../tests/support/person.ts'
import { atEnd } from './clean-up.ts'
import { type Kit, SIGNED_IN_PAGE, plansOf } from './contestants.ts'
import { openDatabases, signedToken } from './databases.ts'
import { ask } from './measure.ts'
import { pageModule } from './page-module.ts'
import { startServer } from './servers.ts'
import { writeScripts } from './wrk.ts'

export async function prepare(): Promise<Kit> {
  const folder = newFolder()
  const minimalFolder = join(folder, 'bench/minimal')
  cpSync(join(import.meta.dirname, 'minimal'), minimalFolder, { recursive: true })
  cpSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  writeScripts(folder)
  const mail = await startMailServer()
  atEnd(mail.stop)
  const stores = await openDatabases(folder, minimalFolder)
  const kit = { folder, minimalFolder, stores, smtpUrl: mail.smtpUrl }
  await copyPages(kit)
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build.ts'), '--quiet'], { cwd: minimalFolder })
  return kit
}

/** In the checkout, so that packages are found. */
function newFolder(): string {
  mkdirSync(DATA, { recursive: true })
  const folder = mkdtempSync(join(DATA, 'bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

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
