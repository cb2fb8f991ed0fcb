import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chart } from '../../bench/chart.ts'
import { CHART, DOCUMENT, RESULTS, measured, measuredPart } from '../../bench/document.ts'
import { ROUNDS_MIN, SECONDS_MIN } from '../../bench/options.ts'
import { CELLS, type Results } from '../../bench/results.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const results = (): Results => JSON.parse(read(RESULTS))

describe('docs/performance.md', () => {
  it('says what the last run measured, every ratio computed from it: an edited table fails', () => {
    expect(measuredPart(read(DOCUMENT))).toBe(measured(results()))
  })

  it('shows a chart of the same run', () => {
    expect(read(CHART)).toBe(chart(results()))
  })

  it('stands on a whole run: every cell, often and long enough', () => {
    const { options, load } = results()
    expect(options.rounds).toBeGreaterThanOrEqual(ROUNDS_MIN)
    expect(options.seconds).toBeGreaterThanOrEqual(SECONDS_MIN)
    expect(CELLS.filter((cell) => load[cell].length !== options.rounds)).toEqual([])
  })
})
