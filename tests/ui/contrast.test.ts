import { clampRgb, parse, wcagContrast } from 'culori'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brandChroma, brandHue, colours } from '#brand.colours.ts'
import { ROOT } from '../../scripts/checkout.ts'

const TEXT_MIN = 4.5
/** Of what tells a control from its surroundings: WCAG 1.4.11. */
const CONTROL_MIN = 3

const styles = readFileSync(join(ROOT, 'src/ui/styles.css'), 'utf8').replace(/\s+/g, ' ')
const pairs = new Map(
  [...styles.matchAll(/--color-([\w-]+): light-dark\( ?(oklch\([^;]*?\)), (oklch\([^;]*?\)) ?\);/g)].map(([, name, ...themes]) => [
    name,
    themes,
  ]),
)

type Brand = { hue: number; chroma: number }
const here: Brand = { hue: brandHue, chroma: brandChroma }

/** What a browser makes of a token, in `theme` 0 (light) or 1 (dark): out of gamut it is clipped. */
function token(name: string, theme: 0 | 1, brand: Brand) {
  const text = (pairs.get(name)?.[theme] ?? '')
    .replace(/calc\(var\(--brand-chroma\) \* ([\d.]+)\)/g, (_, factor) => String(brand.chroma * Number(factor)))
    .replaceAll('var(--brand-chroma)', String(brand.chroma))
    .replaceAll('var(--brand-hue)', String(brand.hue))
  const colour = parse(text)
  if (colour === undefined) throw new Error(`no colour: --color-${name} ${text}`)
  return clampRgb(colour)
}

const contrast = (front: string, back: string, theme: 0 | 1, brand = here) =>
  wcagContrast(token(front, theme, brand), token(back, theme, brand))

const SURFACES = ['canvas', 'sunken', 'surface', 'raised']
const TONES = ['danger', 'success', 'warning', 'info', 'accent']
const INKS = ['ink', 'muted', 'faint', ...TONES.map((tone) => `${tone}-ink`)]
const TEXTS: [string, string][] = [
  ...INKS.flatMap((front): [string, string][] => SURFACES.map((back) => [front, back])),
  ...TONES.flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
]
const CONTROLS: [string, string][] = ['edge', 'accent', 'danger'].flatMap((front): [string, string][] =>
  SURFACES.map((back) => [front, back]),
)

const tooLow = (wanted: [string, string][], minimum: number, brand: Brand) =>
  wanted.flatMap(([front, back]) =>
    ([0, 1] as const)
      .map((theme) => ({ pair: `${front} on ${back}`, theme: theme === 0 ? 'light' : 'dark', ratio: contrast(front, back, theme, brand) }))
      .filter(({ ratio }) => ratio < minimum),
  )

describe('every colour a person reads by', () => {
  it('was found in the stylesheet', () => expect(pairs.size).toBeGreaterThan(25))

  it(`has at least ${TEXT_MIN} : 1 as text, in both themes`, () => expect(tooLow(TEXTS, TEXT_MIN, here)).toEqual([]))

  it(`has at least ${CONTROL_MIN} : 1 as the edge of a control, in both themes`, () =>
    expect(tooLow(CONTROLS, CONTROL_MIN, here)).toEqual([]))

  it('keeps them with any other brand colour', () => {
    const brands = Array.from({ length: 36 }, (_, index) => index * 10).flatMap((hue) =>
      [0, 0.04, 0.08, 0.12, 0.16].map((chroma) => ({ hue, chroma })),
    )
    const broken = brands.filter((brand) => tooLow(TEXTS, TEXT_MIN, brand).length + tooLow(CONTROLS, CONTROL_MIN, brand).length > 0)
    expect(broken).toEqual([])
  })

  it('is the same in mails and pictures', () => {
    for (const [index, theme] of [colours.light, colours.dark].entries())
      for (const [name, hex] of Object.entries(theme))
        expect(wcagContrast(hex, token(name, index === 0 ? 0 : 1, here)), `${name} ${hex}`).toBeLessThan(1.03)
  })
})
