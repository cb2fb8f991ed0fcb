import type { CSSProperties } from 'react'
import { typeface } from '#brand.ts'
import { colours } from '#brand.colours.ts'
import { getTextDirection } from '#platform/i18n/generated/runtime.js'

/** The tokens of `src/ui/styles.css` by these names, in the notation that mail programs know. */
const PALETTES = {
  light: { ...colours.light, surface: '#ffffff', line: '#e0e0dc', edge: '#898880', ink: '#141a15', muted: '#545a55', faint: '#656a66' },
  dark: { ...colours.dark, surface: '#171917', line: '#2b2d2b', edge: '#706f67', ink: '#efeeeb', muted: '#acaba3', faint: '#94928a' },
}
type Shade = keyof typeof PALETTES.light
type Coloured = 'color' | 'background-color' | 'border-color'

/** Not sent along: it shows where it is installed. */
const FONT = `'${typeface.family.replace(' Variable', '')}', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif`
const BUTTON = { borderRadius: '8px', fontSize: '15px', fontWeight: 600 }
const BORDER = { borderWidth: '1px', borderStyle: 'solid' }

const SHAPES = {
  page: { margin: 0, padding: 0 },
  canvas: { fontFamily: FONT, padding: '32px 12px' },
  card: { ...BORDER, borderRadius: '14px', borderCollapse: 'separate', padding: '32px 28px 18px' },
  name: { fontSize: '17px', fontWeight: 600, verticalAlign: 'middle' },
  title: { fontSize: '22px', lineHeight: '29px', fontWeight: 600, margin: '0 0 16px' },
  paragraph: { fontSize: '15px', lineHeight: '24px', margin: '0 0 14px' },
  button: { ...BUTTON, padding: '13px 22px' },
  quiet: { ...BUTTON, ...BORDER, padding: '12px 21px' },
  hint: { fontSize: '13px', lineHeight: '20px', margin: 0 },
  link: { textDecoration: 'underline' },
  foot: { fontSize: '12px', lineHeight: '18px', margin: '0 0 8px' },
} satisfies Record<string, CSSProperties>
type Part = keyof typeof SHAPES

const COLOURS: { part: Part; property: Coloured; shade: Shade }[] = [
  { part: 'page', property: 'background-color', shade: 'canvas' },
  { part: 'canvas', property: 'background-color', shade: 'canvas' },
  { part: 'card', property: 'background-color', shade: 'surface' },
  { part: 'card', property: 'border-color', shade: 'line' },
  { part: 'name', property: 'color', shade: 'ink' },
  { part: 'title', property: 'color', shade: 'ink' },
  { part: 'paragraph', property: 'color', shade: 'ink' },
  { part: 'button', property: 'background-color', shade: 'accent' },
  { part: 'button', property: 'color', shade: 'on-accent' },
  { part: 'quiet', property: 'border-color', shade: 'edge' },
  { part: 'quiet', property: 'color', shade: 'ink' },
  { part: 'hint', property: 'color', shade: 'muted' },
  { part: 'link', property: 'color', shade: 'accent-ink' },
  { part: 'foot', property: 'color', shade: 'faint' },
]

/** Class and inline style of a part: light, which every program understands. Sides are computed, since few know `start`. */
export function look(part: Part): { className: string; style: CSSProperties } {
  const own = COLOURS.filter((colour) => colour.part === part)
  const light = Object.fromEntries(own.map(({ property, shade }) => [IN_REACT[property], PALETTES.light[shade]]))
  return { className: part, style: { ...SHAPES[part], ...light, textAlign: startSide() } }
}

export const startSide = () => (getTextDirection() === 'rtl' ? 'right' : 'left')

const IN_REACT = { color: 'color', 'background-color': 'backgroundColor', 'border-color': 'borderColor' }

/** Inline styles yield only to `!important`. */
const dark = ({ part, property, shade }: (typeof COLOURS)[number]) => `.${part}{${property}:${PALETTES.dark[shade]}!important}`

/** For programs that follow the reader's theme, and for narrow screens. */
export const THEME_STYLES = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){${COLOURS.map(dark).join('')}}
@media (max-width:480px){.inner{padding:24px 20px 12px!important}}`

/** Outlook darkens mails by itself and marks what it has changed. A sheet of its own: Gmail drops one with selectors that it does not know. */
export const OUTLOOK_STYLES = COLOURS.map((colour) => `[data-ogs${colour.property === 'color' ? 'c' : 'b'}] ${dark(colour)}`).join('')
