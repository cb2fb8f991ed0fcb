/**
 * `npm run bench`: this build of Gatehouse beside a bare Node server, Node with React and with one SELECT, and an app of
 * TanStack Start and Better Auth as their documentation makes it. Method and last results: docs/performance.md.
 */
import { circumstances } from './circumstances.ts'
import { cleanUp } from './clean-up.ts'
import { type Cell, type Kit, requireBuild } from './contestants.ts'
import { measured, writeDocument } from './document.ts'
import { prepare } from './kit.ts'
import { bytesOf, measure } from './measure.ts'
import { readOptions } from './options.ts'
import { cellsTable } from './report.ts'
import type { CellName, Results } from './results.ts'
import { scriptBytesOf } from './script-weight.ts'
import { type Fleet, coldStarts, countStatements, startAll } from './starts.ts'
import { requireWrk } from './wrk.ts'

const options = readOptions(process.argv.slice(2))
requireBuild()
await requireWrk()
const started = performance.now()
try {
  const kit = await prepare()
  say('prepared')
  if (options.only === null) await wholeRun(kit)
  else await partOfRun(kit, options.only)
} catch (error) {
  console.error(`gatehouse: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await cleanUp()
}
process.exit()

/** A look at some cells: no goals, and nothing is written. */
async function partOfRun(kit: Kit, beginnings: string[]): Promise<void> {
  const fleet = await startAll(kit)
  const cells = fleet.cells.filter(({ name }) => beginnings.some((beginning) => name.startsWith(beginning)))
  const load = await measureAll(kit, { ...fleet, cells })
  console.log(`\n${cellsTable({ load })}`)
}

async function wholeRun(kit: Kit): Promise<void> {
  const statements = { minimal: await countStatements(kit, 'minimal'), gatehouse: await countStatements(kit, 'gatehouse') }
  say('statements counted')
  const { bare, minimal, gatehouse } = await coldStarts(kit, options.rounds)
  say('cold starts measured')
  const fleet = await startAll(kit)
  const load = await measureAll(kit, fleet)
  const { running, cells } = fleet
  const results: Results = {
    ...circumstances(options, kit.stores.version),
    pageBytes: { public: await bytesOfPage('public', cells), 'signed-in': await bytesOfPage('signed-in', cells) },
    load,
    coldStartMs: { bare: bare.coldStartMs, minimal: minimal.coldStartMs, gatehouse: gatehouse.coldStartMs },
    memoryMib: {
      bare: { afterStart: bare.memoryMib, afterLoad: running.bare.memoryMib() },
      minimal: { afterStart: minimal.memoryMib, afterLoad: running.minimal.memoryMib() },
      gatehouse: { afterStart: gatehouse.memoryMib, afterLoad: running.gatehouse.memoryMib() },
    },
    scriptBytes: await scriptBytesOf({ minimal: `${running.minimal.url}/login`, gatehouse: `${running.gatehouse.url}/sign-in` }),
    statements,
  }
  say('measured')
  console.log(measured(results))
  if (options.write) writeDocument(results)
}

function measureAll({ folder }: Kit, { cells, running }: Fleet): Promise<Results['load']> {
  return measure(cells, { ...options, folder, running: ({ server }) => running[server] })
}

async function bytesOfPage(page: 'public' | 'signed-in', cells: Cell[]) {
  const limit = page === 'public' ? 'render' : 'select-and-render'
  const bytes = (name: CellName) => {
    const cell = cells.find((one) => one.name === name)
    return cell === undefined ? Promise.resolve(0) : bytesOf(cell)
  }
  return {
    limit: await bytes(`${page} ${limit}` as CellName),
    minimal: await bytes(`${page} minimal`),
    gatehouse: await bytes(`${page} gatehouse`),
  }
}

function say(what: string): void {
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}`)
}
