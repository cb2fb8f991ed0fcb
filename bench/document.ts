/** Puts the last run into docs/performance.md, between the marks, and draws its chart. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/checkout.ts'
import { chart } from './chart.ts'
import { cellsTable, goalsTable, othersTable } from './report.ts'
import type { Results } from './results.ts'

export const RESULTS = join(ROOT, 'bench/results.json')
export const DOCUMENT = join(ROOT, 'docs/performance.md')
export const CHART = join(ROOT, 'docs/performance.svg')
const [BEGIN, END] = ['<!-- npm run bench: begin -->', '<!-- npm run bench: end -->']

export function writeDocument(results: Results): void {
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 1)}\n`)
  writeFileSync(CHART, chart(results))
  const text = readFileSync(DOCUMENT, 'utf8')
  const { from, to } = placeIn(text)
  writeFileSync(DOCUMENT, text.slice(0, from) + measured(results) + text.slice(to))
}

/** What stands between the marks. */
export function measuredPart(text: string): string {
  const { from, to } = placeIn(text)
  return text.slice(from, to)
}

function placeIn(text: string): { from: number; to: number } {
  const [begin, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin === -1 || to < begin) throw new Error(`${DOCUMENT} needs the marks ${BEGIN} and ${END}.`)
  return { from: begin + BEGIN.length, to }
}

export function measured(results: Results): string {
  const { date, commit, machine, versions, options } = results
  const software = Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')
  return [
    '',
    `Measured on ${date}, commit ${commit}: ${machine.processor}, ${machine.cores} processors, ${machine.memoryGib} GiB, ${machine.system}; ${software}. Medians of ${options.rounds} rounds of ${options.seconds} s, ${options.connections} connections.`,
    goalsTable(results),
    '![Gatehouse beside the minimal app and beside the limit of the machine](performance.svg)',
    cellsTable(results),
    othersTable(results),
    '',
  ].join('\n\n')
}
