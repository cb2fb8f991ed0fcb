/** A run as tables of Markdown, for the terminal and for docs/performance.md alike. */
import { GOALS, type Goal, verdictOn } from './goals.ts'
import { CELLS, COLD_STARTED, type CellName, type Results, median, perSecond, p99Ms } from './results.ts'

const KIB = 1024
const PLACES: Record<string, string> = {
  public: 'Public page',
  line: 'Signed-in page of one line',
  'signed-in': 'Signed-in page of a product',
  session: 'Session endpoint',
  'sign-in': 'Sign-in',
  'signed-in-in-storm': 'The product’s page in a sign-in storm',
}
const WHO: Record<string, string> = {
  bare: 'bare node:http',
  render: 'renderToString',
  select: 'SELECT',
  'select-and-render': 'SELECT + renderToString',
  minimal: 'minimal',
  'minimal-hello': 'minimal, one line as its page',
  gatehouse: '**Gatehouse**',
  'gatehouse-anew': '**Gatehouse**, rendered anew',
}

export function goalsTable(results: Results): string {
  const rows = GOALS.map((goal) => {
    const { what, stretch, floor, measured } = goal
    return [
      what,
      amount(goal, measured(results)),
      bound(goal, floor),
      stretch === null ? '–' : bound(goal, stretch),
      verdictOn(goal, results),
    ]
  })
  return table(['Goal', 'Measured', 'Floor', 'Stretch', 'Met'], rows)
}

/** Of a part of a run too. */
export function cellsTable({ load }: Pick<Results, 'load'>): string {
  const rows = CELLS.filter((cell) => load[cell]?.length > 0).map((cell) => {
    const [place = '', who = ''] = cell.split(' ')
    const minimal = `${place} minimal` as CellName
    const isComparable = load[minimal]?.length > 0
    const rates = load[cell].map((round) => round.perSecond)
    const ratio = isComparable ? perSecond({ load }, cell) / perSecond({ load }, minimal) : null
    return [
      PLACES[place] ?? place,
      WHO[who] ?? who,
      whole(median(rates)),
      `${whole(Math.min(...rates))}–${whole(Math.max(...rates))}`,
      p99Ms({ load }, cell).toFixed(1),
      ratio === null ? '–' : short(ratio),
    ]
  })
  return table(['What', 'Who', 'a second', 'lowest–highest', 'p99, ms', 'minimal = 1'], rows)
}

export function othersTable({ coldStartMs, memoryMib, statements, scriptBytes, pageBytes }: Results): string {
  return table(
    ['', 'bare node:http', 'minimal', 'Gatehouse'],
    [
      ['Cold start to first byte, ms', ...of((server) => whole(median(coldStartMs[server])))],
      ['Memory after the start, MiB', ...of((server) => whole(median(memoryMib[server].afterStart)))],
      ['Memory after the load, MiB', ...of((server) => whole(memoryMib[server].afterLoad))],
      ['Statements for a signed-in page', ...ofApps((app) => `${statements[app].count}${statements[app].areNamed ? ', prepared' : ''}`)],
      ['Scripts of the sign-in page, KiB gzipped', ...ofApps((app) => (scriptBytes[app] / KIB).toFixed(1))],
      ['Public page, bytes of HTML', whole(pageBytes.public.limit), ...ofApps((app) => whole(pageBytes.public[app])).slice(1)],
      [
        'Signed-in page, bytes of HTML',
        whole(pageBytes['signed-in'].limit),
        ...ofApps((app) => whole(pageBytes['signed-in'][app])).slice(1),
      ],
    ],
  )
}

const bound = (goal: Goal, value: number): string => `${goal.isAtMost ? '≤' : '≥'} ${amount(goal, value)}`

export function amount({ unit }: Goal, value: number): string {
  if (unit === '×') return `${short(value)}×`
  return unit === 'MiB' ? `${whole(value)} MiB` : String(value)
}

/** Three digits that count; never rounded up to a goal. */
const short = (value: number): string => (value < 10 ? (Math.floor(value * 100) / 100).toFixed(2).replace(/\.?0+$/, '') : value.toFixed(1))
const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** In columns, for who reads it in the terminal. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_name, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

const of = (row: (server: (typeof COLD_STARTED)[number]) => string) => COLD_STARTED.map(row)
const ofApps = (row: (app: 'minimal' | 'gatehouse') => string) => ['–', row('minimal'), row('gatehouse')]
