import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chart } from '../../bench/chart.ts'
import { CHART, DOCUMENT, RESULTS, measured, measuredPart } from '../../bench/document.ts'
import { GOALS, verdictOn } from '../../bench/goals.ts'
import { ROUNDS_MIN, SECONDS_MIN } from '../../bench/options.ts'
import { goalsTable } from '../../bench/report.ts'
import { CELLS, type Results } from '../../bench/results.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const results = (): Results => JSON.parse(read(RESULTS))
const goalNamed = (what: string) => {
  const goal = GOALS.find((one) => one.what === what)
  if (goal === undefined) throw new Error(`There is no goal ${what}.`)
  return goal
}

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

describe('a goal', () => {
  const twice = (cell: 'signed-in gatehouse' | 'signed-in minimal', perSecond: number): Partial<Results['load']> => ({
    [cell]: [perSecond, perSecond].map((rate) => ({ perSecond: rate, p99Ms: 1 })),
  })
  const against = (ours: number, theirs: number): Results => {
    const last = results()
    return { ...last, load: { ...last.load, ...twice('signed-in gatehouse', ours), ...twice('signed-in minimal', theirs) } }
  }
  const page = goalNamed('Signed-in page against minimal')

  it.each([
    [399, 'no'],
    [400, 'yes'],
    [600, 'yes, and the stretch'],
  ])('of four and of six times 100 is, at %i: %s', (ours, verdict) => {
    expect(verdictOn(page, against(ours, 100))).toBe(verdict)
  })

  it('is not rounded up: 3.999 times is 3.99, and not four', () => {
    expect(goalsTable(against(3999, 1000))).toContain('| Signed-in page against minimal | 3.99× | ≥ 4× | ≥ 6× | no |')
  })

  it('that is a ceiling is met from below', () => {
    const memory = goalNamed('Memory after the start')
    const of = (mib: number): Results => {
      const last = results()
      return { ...last, memoryMib: { ...last.memoryMib, gatehouse: { afterStart: [mib], afterLoad: mib } } }
    }
    expect([111, 110, 90].map((mib) => verdictOn(memory, of(mib)))).toEqual(['no', 'yes', 'yes, and the stretch'])
  })

  it('of one statement, prepared by name, is missed by one that is not', () => {
    const statements = goalNamed('Statements for a signed-in page, prepared by name')
    const of = (count: number, areNamed: boolean): Results => ({
      ...results(),
      statements: { ...results().statements, gatehouse: { count, areNamed } },
    })
    expect(verdictOn(statements, of(1, true))).toBe('yes, and the stretch')
    expect(verdictOn(statements, of(1, false))).toBe('no')
    expect(verdictOn(statements, of(2, true))).toBe('no')
  })
})
