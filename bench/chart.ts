/** The run as bars: requests a second of each, with the minimal app as 1. Plain SVG that reads on light and on dark. */
import { type CellName, type Results, perSecond } from './results.ts'

type Bar = { label: string; cell: CellName; isOurs?: true }
type Group = { title: string; bars: Bar[] }

type Place = 'line' | 'signed-in' | 'public' | 'session' | 'signed-in-in-storm' | 'sign-in'

const GROUPS: readonly Group[] = [
  group('Signed-in page of one line', 'line', { label: 'SELECT + renderToString', cell: 'line select-and-render' }),
  group('Signed-in page of a product', 'signed-in', { label: 'SELECT + renderToString', cell: 'signed-in select-and-render' }),
  group('Public page', 'public', { label: 'renderToString', cell: 'public render' }),
  group('Session endpoint', 'session', { label: 'SELECT', cell: 'session select' }),
  group('The product’s page in a sign-in storm', 'signed-in-in-storm'),
  group('Sign-in', 'sign-in'),
]

function group(title: string, place: Place, ...limit: Bar[]): Group {
  const apps: Bar[] = [
    { label: 'minimal', cell: `${place} minimal` },
    { label: 'Gatehouse', cell: `${place} gatehouse`, isOurs: true },
  ]
  return { title, bars: [...apps, ...limit] }
}

const [WIDTH, LABEL_WIDTH, BAR_WIDTH, ROW, GROUP_GAP, TOP] = [760, 190, 400, 22, 40, 12]
/** Middle tones: each has 3 to 1 and more against white and against GitHub's dark. */
const STYLE = `text{font:13px system-ui,sans-serif;fill:#6e7781}.title{font-weight:600}.other{fill:#8c959f}.ours{fill:#2f81f7}
@media (prefers-color-scheme:dark){text{fill:#9198a1}}`

export function chart(results: Results): string {
  const drawn: string[] = []
  let y = TOP
  for (const { title, bars } of GROUPS) {
    const rates = bars.map(({ cell }) => perSecond(results, cell))
    const most = Math.max(...rates)
    drawn.push(`<text class="title" x="0" y="${y + 14}">${title}</text>`)
    for (const [index, { label, isOurs }] of bars.entries())
      drawn.push(bar({ label, rate: rates[index] ?? 0, least: rates[0] ?? 1, most, y: y + ROW * (index + 1), isOurs: isOurs === true }))
    y += ROW * bars.length + GROUP_GAP
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-labelledby="title desc">
<title id="title">Requests a second, Gatehouse and others</title>
<desc id="desc">${description(results)}</desc>
<style>${STYLE}</style>
${drawn.join('\n')}
</svg>
`
}

type Drawn = { label: string; rate: number; least: number; most: number; y: number; isOurs: boolean }

function bar({ label, rate, least, most, y, isOurs }: Drawn): string {
  const width = Math.max(1, Math.round((rate / most) * BAR_WIDTH))
  return `<text x="0" y="${y + 14}">${label}</text><rect class="${isOurs ? 'ours' : 'other'}" x="${LABEL_WIDTH}" y="${y + 3}" width="${width}" height="14" rx="2"/><text x="${LABEL_WIDTH + width + 8}" y="${y + 14}">${words(rate, least)}</text>`
}

const words = (rate: number, least: number): string => `${Math.round(rate).toLocaleString('en')}/s · ${(rate / least).toFixed(1)}×`

function description(results: Results): string {
  return GROUPS.map(({ title, bars }) => {
    const said = bars.map(({ label, cell }) => `${label} ${words(perSecond(results, cell), perSecond(results, bars[0]?.cell ?? cell))}`)
    return `${title}: ${said.join(', ')}.`
  }).join(' ')
}
