import { encode } from 'uqr'

/** Modules around it that stay light: readers need four. */
const QUIET_ZONE = 4

/** For `<svg viewBox="0 0 size size"><path d={path} /></svg>`: one run of dark modules after the other. */
export function qrCode(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [`M${x} ${y}h${runFrom(row, x)}v1H${x}z`] : [])),
  )
  return { size, path: path.join('') }
}

function runFrom(row: boolean[], start: number): number {
  const end = row.indexOf(false, start)
  return (end === -1 ? row.length : end) - start
}
