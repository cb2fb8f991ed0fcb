/** Every cell in every round, in an order that changes: what else the machine does meets all of them alike. */
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cell, signIns } from './contestants.ts'
import type { CellName, Round } from './results.ts'
import type { Running } from './servers.ts'
import { load } from './wrk.ts'

const WARM_UP_SECONDS = 2
/** A storm is under way before its effect is measured, and outlasts that. */
const STORM_LEAD_MS = 500
const STORM_MORE_SECONDS = 2

type Run = { folder: string; rounds: number; seconds: number; running: (cell: Cell) => Running }

export async function measure(cells: Cell[], run: Run): Promise<Record<CellName, Round[]>> {
  const results = Object.fromEntries(cells.map(({ name }) => [name, [] as Round[]])) as Record<CellName, Round[]>
  for (const cell of cells) await named(cell, run, () => roundOf({ ...cell, inStorm: false }, { ...run, seconds: WARM_UP_SECONDS }))
  for (let number = 1; number <= run.rounds; number += 1)
    for (const cell of shuffled(cells)) {
      const round = await named(cell, run, () => roundOf(cell, run))
      results[cell.name].push(round)
      const said = `${round.perSecond.toFixed(0).padStart(7)}/s  p99 ${round.p99Ms.toFixed(1).padStart(7)} ms`
      console.log(`round ${number}/${run.rounds}  ${cell.name.padEnd(30)} ${said}`)
    }
  return results
}

async function roundOf(cell: Cell, { folder, seconds, running }: Run): Promise<Round> {
  const leastBytes = cell.load.signIns === null ? await bytesOf(cell) : 1
  if (!cell.inStorm) return load(folder, cell.load, seconds, leastBytes)
  const storm = load(folder, signIns(running(cell).url), seconds + STORM_MORE_SECONDS, 1)
  await sleep(STORM_LEAD_MS)
  const [round] = await Promise.all([load(folder, cell.load, seconds, leastBytes), storm])
  return round
}

/** Of one answer's body, which is looked at before each load. */
export async function bytesOf({ load: { url, headers }, holds }: Cell): Promise<number> {
  const { status, body } = await ask(url, headers)
  if (status !== 200 || !body.includes(holds)) throw new Error(`answered ${status} without ${holds}: ${body.slice(0, 300)}`)
  return Buffer.byteLength(body)
}

/** As wrk asks: uncompressed, and no redirect is followed. */
export function ask(url: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent: false, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
    })
    asked.once('error', reject)
  })
}

/** A failure says whose it is. */
async function named(cell: Cell, { running }: Run, work: () => Promise<Round>): Promise<Round> {
  try {
    return await work()
  } catch (error) {
    throw new Error(`${cell.name}: ${error instanceof Error ? error.message : String(error)}\n${running(cell).log()}`, { cause: error })
  }
}

export function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value)
}
