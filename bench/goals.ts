/** What this product wants of its speed, and whether a run has it. Ratios only: they carry over to other machines, numbers do not. */
import { type CellName, type Results, median, p99Ms, perSecond } from './results.ts'

export type Goal = {
  what: string
  floor: number
  stretch: number | null
  /** Fewer is better: the goal is a ceiling. */
  isAtMost?: true
  unit: '×' | 'MiB' | 'statements'
  measured: (results: Results) => number
  /** What must hold besides the number. */
  holds?: (results: Results) => boolean
}

const rate =
  (one: CellName, other: CellName) =>
  (results: Results): number =>
    perSecond(results, one) / perSecond(results, other)

export const GOALS: readonly Goal[] = [
  goal('Signed-in page of one line against minimal', '×', 4, 6, rate('line gatehouse', 'line minimal')),
  goal('Signed-in page of a product against minimal', '×', 4, 6, rate('signed-in gatehouse', 'signed-in minimal')),
  goal('The same against SELECT + renderToString', '×', 0.25, 0.45, rate('signed-in gatehouse', 'signed-in select-and-render')),
  goal('Public page against minimal', '×', 1.8, null, rate('public gatehouse', 'public minimal')),
  goal('Public page against renderToString', '×', 0.18, 0.3, rate('public gatehouse', 'public render')),
  goal('Session endpoint against minimal', '×', 10, 15, rate('session gatehouse', 'session minimal')),
  goal('Session endpoint against SELECT', '×', 0.6, 0.9, rate('session gatehouse', 'session select')),
  goal('Signed-in pages in a sign-in storm against alone', '×', 0.5, 0.9, rate('signed-in-in-storm gatehouse', 'signed-in gatehouse')),
  atMost(
    'Their p99 in the storm against alone',
    '×',
    2,
    null,
    (results) => p99Ms(results, 'signed-in-in-storm gatehouse') / p99Ms(results, 'signed-in gatehouse'),
  ),
  goal('Sign-ins a second, argon2id, against minimal with its scrypt', '×', 2, 4, rate('sign-in gatehouse', 'sign-in minimal')),
  {
    ...atMost('Statements for a signed-in page, prepared by name', 'statements', 1, 1, ({ statements }) => statements.gatehouse.count),
    holds: ({ statements }) => statements.gatehouse.areNamed,
  },
  atMost('Scripts of /sign-in, gzipped, against minimal’s', '×', 1, 0.9, ({ scriptBytes }) => scriptBytes.gatehouse / scriptBytes.minimal),
  atMost(
    'Cold start to first byte against bare Node',
    '×',
    5,
    3,
    ({ coldStartMs }) => median(coldStartMs.gatehouse) / median(coldStartMs.bare),
  ),
  atMost('Memory after the start', 'MiB', 125, 90, ({ memoryMib }) => median(memoryMib.gatehouse.afterStart)),
]

export type Verdict = 'no' | 'yes' | 'yes, and the stretch'

export function verdictOn({ floor, stretch, isAtMost, measured, holds }: Goal, results: Results): Verdict {
  const value = measured(results)
  const isMet = (bound: number) => (isAtMost ? value <= bound : value >= bound)
  if (!isMet(floor) || holds?.(results) === false) return 'no'
  return stretch !== null && isMet(stretch) ? 'yes, and the stretch' : 'yes'
}

function goal(what: string, unit: Goal['unit'], floor: number, stretch: number | null, measured: Goal['measured']): Goal {
  return { what, unit, floor, stretch, measured }
}

function atMost(what: string, unit: Goal['unit'], floor: number, stretch: number | null, measured: Goal['measured']): Goal {
  return { what, unit, floor, stretch, isAtMost: true, measured }
}
