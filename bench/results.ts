/** What a run has measured. `bench/results.json` is the last one; the document, its table and its chart are made of it. */

export const SERVERS = ['bare', 'render', 'select', 'select-and-render', 'minimal', 'gatehouse', 'line-limit', 'line-gatehouse'] as const
export type ServerName = (typeof SERVERS)[number]

/** What is put under load: of which server, and what is asked. `line` is a signed-in page of one line, as documentation has it; `hello` the minimal app with such a public page; `anew` Gatehouse's page rendered as for a visitor of whom it is not kept. */
export const CELLS = [
  'public bare',
  'public render',
  'public minimal',
  'public minimal-hello',
  'public gatehouse',
  'public gatehouse-anew',
  'line select-and-render',
  'line minimal',
  'line gatehouse',
  'signed-in select-and-render',
  'signed-in minimal',
  'signed-in gatehouse',
  'session select',
  'session minimal',
  'session gatehouse',
  'sign-in minimal',
  'sign-in gatehouse',
  'signed-in-in-storm minimal',
  'signed-in-in-storm gatehouse',
] as const
export type CellName = (typeof CELLS)[number]

export type Round = { perSecond: number; p99Ms: number }
/** Of the servers that are started again and again. */
export const COLD_STARTED = ['bare', 'minimal', 'gatehouse'] as const
export type ColdStarted = (typeof COLD_STARTED)[number]
export type App = 'minimal' | 'gatehouse'
/** Of one view of a signed-in page. */
export type Statements = { count: number; areNamed: boolean }

export type Results = {
  date: string
  commit: string
  machine: { processor: string; cores: number; memoryGib: number; system: string }
  versions: Record<string, string>
  options: { rounds: number; seconds: number; connections: number }
  pageBytes: Record<'public' | 'signed-in', Record<App | 'limit', number>>
  load: Record<CellName, Round[]>
  coldStartMs: Record<ColdStarted, number[]>
  memoryMib: Record<ColdStarted, { afterStart: number[]; afterLoad: number }>
  scriptBytes: Record<App, number>
  statements: Record<App, Statements>
}

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [below = Number.NaN, above = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (below + above) / 2
}

export const perSecond = ({ load }: Pick<Results, 'load'>, cell: CellName): number => median(load[cell].map((round) => round.perSecond))
export const p99Ms = ({ load }: Pick<Results, 'load'>, cell: CellName): number => median(load[cell].map((round) => round.p99Ms))
