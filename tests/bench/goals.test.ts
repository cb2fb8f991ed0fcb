import { describe, expect, it } from 'vitest'
import { chart } from '../../bench/chart.ts'
import { GOALS, verdictOn } from '../../bench/goals.ts'
import { goalsTable } from '../../bench/report.ts'
import { CELLS, type CellName, type Results, median } from '../../bench/results.ts'

/** A run in which everything came to the same. */
function run(changes: {
  rates?: Partial<Record<CellName, number>>
  memoryMib?: number
  statements?: Results['statements']['gatehouse']
}): Results {
  const rounds = (cell: CellName) => [1, 2].map(() => ({ perSecond: changes.rates?.[cell] ?? 1000, p99Ms: 10 }))
  const memory = { afterStart: [changes.memoryMib ?? 100], afterLoad: 100 }
  return {
    date: '2026-01-01',
    commit: 'abc1234',
    machine: { processor: 'a processor', cores: 2, memoryGib: 4, system: 'Linux 6' },
    versions: { Node: '24' },
    options: { rounds: 2, seconds: 1, connections: 16 },
    pageBytes: { public: { minimal: 1, gatehouse: 1, limit: 1 }, 'signed-in': { minimal: 1, gatehouse: 1, limit: 1 } },
    load: Object.fromEntries(CELLS.map((cell) => [cell, rounds(cell)])) as Results['load'],
    coldStartMs: { bare: [50], minimal: [600], gatehouse: [180] },
    memoryMib: { bare: memory, minimal: memory, gatehouse: memory },
    scriptBytes: { minimal: 120_000, gatehouse: 100_000 },
    statements: { minimal: { count: 2, areNamed: false }, gatehouse: changes.statements ?? { count: 1, areNamed: true } },
  }
}

function goalNamed(what: string) {
  const goal = GOALS.find((one) => one.what === what)
  if (goal === undefined) throw new Error(`There is no goal ${what}.`)
  return goal
}

describe('a goal of the benchmark', () => {
  const page = goalNamed('Signed-in page of a product against minimal')

  it.each([
    [399, 'no'],
    [400, 'yes'],
    [600, 'yes, and the stretch'],
  ])('of four and of six times 100 is, at %i: %s', (ours, verdict) => {
    expect(verdictOn(page, run({ rates: { 'signed-in gatehouse': ours, 'signed-in minimal': 100 } }))).toBe(verdict)
  })

  it('is not rounded up: 3.999 times is 3.99, and not four', () => {
    const results = run({ rates: { 'signed-in gatehouse': 3999, 'signed-in minimal': 1000 } })
    expect(goalsTable(results).replaceAll(/ +/g, ' ')).toContain(
      '| Signed-in page of a product against minimal | 3.99× | ≥ 4× | ≥ 6× | no |',
    )
  })

  it.each([
    [126, 'no'],
    [125, 'yes'],
    [90, 'yes, and the stretch'],
  ])('that is a ceiling is met from below: %i MiB of 125 and of 90, %s', (memoryMib, verdict) => {
    expect(verdictOn(goalNamed('Memory after the start'), run({ memoryMib }))).toBe(verdict)
  })

  it('of one statement, prepared by name, is missed by one that is not', () => {
    const goal = goalNamed('Statements for a signed-in page, prepared by name')
    const verdict = (count: number, areNamed: boolean) => verdictOn(goal, run({ statements: { count, areNamed } }))
    expect([verdict(1, true), verdict(1, false), verdict(2, true)]).toEqual(['yes, and the stretch', 'no', 'no'])
  })
})

describe('a run', () => {
  it('counts by its median', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5])
  })

  it('is drawn with a title and every number in words', () => {
    const drawn = chart(run({ rates: { 'public gatehouse': 2500 } }))
    expect(drawn).toContain('Public page: minimal 1,000/s · 1.0×, Gatehouse 2,500/s · 2.5×, renderToString 1,000/s · 1.0×.')
  })
})
