import type { CSSProperties } from 'react'
import { brand } from '~/brand'

const { accent, accentOnDark, canvas, canvasOnDark } = brand.colours
const FONT = "'Inter', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

/** Light and inline, which every program understands. */
export const styles = {
  canvas: { backgroundColor: canvas, fontFamily: FONT, margin: 0, padding: '32px 12px' },
  container: { maxWidth: '520px' },
  head: { padding: '0 4px 20px' },
  mark: {
    display: 'inline-block',
    width: '12px',
    height: '17px',
    border: `4px solid ${accent}`,
    borderBottom: '0',
    borderRadius: '10px 10px 0 0',
    marginRight: '10px',
    verticalAlign: 'middle',
  },
  name: { color: '#141a15', fontSize: '17px', fontWeight: 600, letterSpacing: '-0.01em', verticalAlign: 'middle' },
  card: { backgroundColor: '#ffffff', border: '1px solid #e0e0dc', borderRadius: '14px', padding: '32px 28px' },
  title: { color: '#141a15', fontSize: '22px', lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.014em', margin: '0 0 16px' },
  paragraph: { color: '#141a15', fontSize: '15px', lineHeight: '24px', margin: '0 0 14px' },
  action: { padding: '10px 0 14px' },
  button: { backgroundColor: accent, color: '#ffffff', borderRadius: '8px', fontSize: '15px', fontWeight: 600, padding: '13px 22px' },
  quiet: { border: '1px solid #c9c9c3', color: '#141a15', borderRadius: '8px', fontSize: '15px', fontWeight: 600, padding: '12px 21px' },
  hint: { color: '#545a55', fontSize: '13px', lineHeight: '20px', margin: '0' },
  url: { fontSize: '13px', lineHeight: '20px', margin: '0 0 18px', wordBreak: 'break-all' },
  link: { color: '#005c41', textDecoration: 'underline' },
  feet: { padding: '18px 4px 0' },
  foot: { color: '#656a66', fontSize: '12px', lineHeight: '18px', margin: '0 0 4px' },
} satisfies Record<string, CSSProperties>

/** For programs that follow the reader's theme; inline styles yield only to `!important`. */
export const DARK_STYLES = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
html,body,.canvas,.canvas>table>tbody>tr>td{background-color:${canvasOnDark}!important}
.card{background-color:#171917!important;border-color:#2b2d2b!important}
.ink{color:#efeeeb!important}.muted{color:#acaba3!important}.faint{color:#94928a!important}
.link{color:#77e3b7!important}.mark{border-color:${accentOnDark}!important}
.quiet{border-color:#4a4c4a!important;color:#efeeeb!important}
.button{background-color:${accentOnDark}!important;color:#04160e!important}
}`
