import { createHash } from 'node:crypto'
import { brandChroma, brandHue } from '#brand.colours.ts'
import { brand, typeface } from '#brand.ts'

/** `src/brand.css`: font faces, color, and a mark that tells whether the files in `public/` were made from this brand. */
export function brandStyles(): string {
  const { family, subsets, fallback } = typeface
  const faces = subsets.map(
    ({ file, range }) =>
      `@font-face { font-family: '${family}'; font-display: optional; font-weight: 100 900; src: url('${file}') format('woff2'); unicode-range: ${range}; }`,
  )
  const local = `@font-face { font-family: 'Brand Fallback'; src: local('Arial'), local('Liberation Sans'), local('Arimo'); ${fallback}; }`
  const color = `:root { --brand-family: '${family}'; --brand-hue: ${brandHue}; --brand-chroma: ${brandChroma}; }`
  return `${[`/* Written by \`npm run brand\` from src/brand.ts (${fingerprint()}). */`, ...faces, local, color].join('\n')}\n`
}

function fingerprint(): string {
  const { name, tagline, colour, mark } = brand
  return createHash('sha256')
    .update(JSON.stringify([name, tagline, colour, mark]))
    .digest('hex')
    .slice(0, 12)
}
