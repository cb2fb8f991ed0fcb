/** `npm run doctor`: checks what `npm run dev` and `npm test` need, one line each; what is wrong names its fix. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readMigrations } from '#platform/db/migrations.server.ts'
import { givenDatabaseUrl } from '#platform/config/env.server.ts'
import '#features/index.server.ts'
import { findUnreadiness } from '#platform/jobs/install.server.ts'
import { DATA, MIGRATIONS, ROOT } from './checkout.ts'
import { devAddress } from './dev-address.ts'
import { locateBrowser } from './find-browser.ts'
import { freePort } from './free-port.ts'
import { postgresStatus } from './postgres/embedded.ts'

type Finding = { ok: boolean; text: string }

const findings: Finding[] = await Promise.all([node, packages, port, database, browser].map(finding))
for (const { ok, text } of findings) console.log(`${ok ? 'ok  ' : 'FAIL'} ${text}`)
process.exit(findings.every(({ ok }) => ok) ? 0 : 1)

/** A check that throws is one that failed; the others are still told. */
async function finding(check: () => Promise<Finding>): Promise<Finding> {
  return check().catch((error: unknown) => ({ ok: false, text: error instanceof Error ? error.message : String(error) }))
}

async function node(): Promise<Finding> {
  const pinned = Number((await readFile(join(ROOT, '.node-version'), 'utf8')).trim())
  const major = Number(process.versions.node.split('.')[0])
  return major === pinned
    ? { ok: true, text: `Node ${process.versions.node}` }
    : {
        ok: false,
        text: `Node ${process.versions.node} runs, the project is pinned to ${pinned}: start it through npm run after npm install.`,
      }
}

async function packages(): Promise<Finding> {
  const ok = existsSync(join(ROOT, 'node_modules', 'vite', 'package.json'))
  return { ok, text: ok ? 'Packages are installed' : 'Packages are missing: run npm install.' }
}

async function port(): Promise<Finding> {
  const { port: wanted, host, isPortFixed } = devAddress(process.env)
  const free = await freePort(wanted, host)
  if (isPortFixed && free !== wanted) return { ok: false, text: `Port ${wanted} is taken, and APP_URL leads to it: set PORT to another.` }
  if (free === null) return { ok: false, text: `No port is free from ${wanted} upwards: set PORT to another.` }
  return { ok: true, text: free === wanted ? `Port ${wanted} is free` : `Port ${wanted} is taken, npm run dev will use ${free}` }
}

async function database(): Promise<Finding> {
  const url = givenDatabaseUrl(process.env)
  if (url !== null) return external(url)
  if (!existsSync(join(DATA, 'postgres'))) return { ok: true, text: 'No database yet: npm run dev makes one under .data/' }
  return { ok: true, text: `The embedded database is there and ${await postgresStatus(join(DATA, 'postgres'))}` }
}

async function external(url: string): Promise<Finding> {
  const problem = await findUnreadiness(url, readMigrations(MIGRATIONS))
  return { ok: problem === null, text: problem ?? 'DATABASE_URL answers and is up to date' }
}

async function browser(): Promise<Finding> {
  const path = await locateBrowser()
  return { ok: true, text: path === null ? 'No browser yet: npm test installs one' : `Browser for tests: ${path}` }
}
