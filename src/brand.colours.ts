/** The brand's colour for places that know no OKLCH and no custom properties: mails, pictures, the browser's own bars. */
import { converter, formatHex, toGamut } from 'culori'
import { brand, canvasColours } from './brand.ts'

/** Stronger ones leave the sRGB gamut at the lightness that readable text needs. */
const CHROMA_MAX = 0.16

const { c, h = 0 } = converter('oklch')(brand.colour) ?? { c: 0 }

/** OKLCH hue in degrees and chroma: `--brand-hue` and `--brand-chroma` of `src/ui/styles.css`. */
export const brandHue = Math.round(h * 10) / 10
export const brandChroma = Math.round(Math.min(c, CHROMA_MAX) * 1000) / 1000

const intoGamut = toGamut('rgb', 'oklch')
const shade = (lightness: number, strength: number) =>
  formatHex(intoGamut({ mode: 'oklch', l: lightness, c: brandChroma * strength, h: brandHue }))

/** The same lightness and strength as the tokens of these names in `src/ui/styles.css`; a test compares them. */
export const colours = {
  light: { accent: shade(0.46, 1), 'accent-ink': shade(0.42, 0.95), 'on-accent': '#ffffff', canvas: canvasColours.light },
  dark: { accent: shade(0.8, 1.37), 'accent-ink': shade(0.84, 1.26), 'on-accent': shade(0.18, 0.32), canvas: canvasColours.dark },
}
