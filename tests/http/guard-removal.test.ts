import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import { DATA, ROOT } from '../../scripts/checkout.ts'
import { startApp } from '../support/app.ts'
import { builtFunctionIds, sweep } from '../support/rpc-sweep.ts'

// Inside the checkout, so that the copy finds its packages by walking up.
mkdirSync(DATA, { recursive: true })
const copy = mkdtempSync(join(DATA, 'mutant-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The sweep is only worth something if it goes red: this takes a guard away, builds, and runs the same sweep. */
describe('the sweep over server functions', () => {
  it.each([
    ['home.getHome', 'src/features/home/home.functions.ts'],
    ['account.updateProfile', 'src/features/account/account.functions.ts'],
  ])('finds %s when its guard is taken away', async (id, file) => {
    for (const part of ['src', 'drizzle', 'public', 'package.json', 'tsconfig.json', 'vite.config.ts'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true })
    const source = readFileSync(join(copy, file), 'utf8')
    const unguarded = source
      .replace('.middleware([ensureSession])', '.middleware([allowAnonymous])')
      .replace('import { ensureSession }', 'import { allowAnonymous }')
    expect(unguarded).not.toBe(source)
    writeFileSync(join(copy, file), unguarded)
    execFileSync(process.execPath, [join(ROOT, 'scripts/build.ts'), '--quiet'], { cwd: copy, stdio: 'pipe' })

    const secret = randomBytes(32).toString('base64url')
    const builtServer = join(copy, 'dist/server/main.js')
    const app = await startApp(inject('server'), { AUTH_SECRET: secret }, builtServer)
    const wrong = await sweep(
      app,
      secret,
      builtFunctionIds(builtServer).filter((name) => name === id),
    ).finally(app.stop)
    expect(wrong.length).toBeGreaterThan(0)
  })
})
