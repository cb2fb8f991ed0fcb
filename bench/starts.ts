/** Starting: all servers for the load, and some of them again and again for how long that takes and what it holds. */
import { type Cell, type Kit, cellsOf, plansOf } from './contestants.ts'
import { shuffled } from './measure.ts'
import { type App, COLD_STARTED, type ColdStarted, SERVERS, type ServerName, type Statements } from './results.ts'
import { type Running, startServer } from './servers.ts'
import { loggingStatements, statementsOf } from './statements.ts'

/** A start takes less than a second, and one differs from the next by a tenth. */
const STARTS_A_ROUND = 3

export type Fleet = { cells: Cell[]; running: Record<ServerName, Running> }

export async function startAll(kit: Kit): Promise<Fleet> {
  const plans = plansOf(kit)
  const running = {} as Record<ServerName, Running>
  for (const name of SERVERS) running[name] = await startServer(plans[name], kit.folder)
  return { cells: cellsOf((name) => running[name].url, kit.stores), running }
}

export type Starts = Record<ColdStarted, { coldStartMs: number[]; memoryMib: number[] }>

export async function coldStarts(kit: Kit, rounds: number): Promise<Starts> {
  const starts: Starts = { bare: none(), minimal: none(), gatehouse: none() }
  const plans = plansOf(kit)
  for (let round = 0; round < rounds * STARTS_A_ROUND; round += 1)
    for (const name of shuffled(COLD_STARTED)) {
      const server = await startServer(plans[name], kit.folder)
      starts[name].coldStartMs.push(server.coldStartMs)
      starts[name].memoryMib.push(server.memoryMib())
      await server.stop()
    }
  return starts
}

const none = () => ({ coldStartMs: [], memoryMib: [] })

/** A server of its own: to log statements slows everything. */
export async function countStatements(kit: Kit, app: App): Promise<Statements> {
  const { url: databaseUrl } = kit.stores[app]
  await loggingStatements(databaseUrl, true)
  const plan = plansOf(kit)[app]
  // Without a worker, whose daily cleanup would be counted too.
  const server = await startServer({ ...plan, env: (address) => ({ ...plan.env(address), WORKER: 'separate' }) }, kit.folder)
  const page = cellsOf(() => server.url, kit.stores).find(({ name }) => name === `signed-in ${app}`)
  if (page === undefined) throw new Error(`There is no signed-in page of ${app}.`)
  const statements = await statementsOf(page.load.url, page.load.headers, kit.stores.log)
  await server.stop()
  await loggingStatements(databaseUrl, false)
  return statements
}
