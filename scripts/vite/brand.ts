import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import type { Plugin } from 'vite'
import { brandChroma, brandHue, colours } from '../../src/brand.colours.ts'
import { typeface } from '../../src/brand.ts'
import { drawFavicon, drawPictures, manifest } from './brand-pictures.ts'

const PLACE = '@brand;'
const FONT_MODULE = 'virtual:brand-font'

/** Files that are asked for by a name of their own. */
const files = async (): Promise<Record<string, string | Uint8Array>> => ({
  'favicon.svg': drawFavicon(),
  'site.webmanifest': manifest(),
  ...(await drawPictures(fontFile())),
})

/** Everything that follows from `src/brand.ts`: faces and colour in the stylesheet, icons, the picture of a shared link. */
export function brandPlugin(): Plugin {
  return {
    name: 'gatehouse:brand',
    enforce: 'pre',
    transform: (code, id) => (id.includes('src/styles.css') && code.includes(PLACE) ? code.replace(PLACE, styles()) : null),
    resolveId: (id) => (id === FONT_MODULE ? `\0${FONT_MODULE}` : null),
    load: (id) => (id === `\0${FONT_MODULE}` ? brandModule() : null),
    async generateBundle() {
      if (this.environment.name !== 'client') return
      for (const [fileName, source] of Object.entries(await files())) this.emitFile({ type: 'asset', fileName, source })
    },
    configureServer({ middlewares }) {
      let drawn: ReturnType<typeof files> | undefined
      middlewares.use(async (request, response, next) => {
        const name = request.url?.slice(1).split('?')[0] ?? ''
        drawn ??= files()
        const all = await drawn
        const source = Object.hasOwn(all, name) ? all[name] : undefined
        if (source === undefined) return next()
        response.setHeader('content-type', TYPES[extname(name)] ?? 'image/png')
        response.end(source)
      })
    },
  }
}

const TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.ico': 'image/vnd.microsoft.icon',
}

/** The address of the face that most pages need, to load it early; what a browser paints its bars with. */
function brandModule(): string {
  const canvas = { light: colours.light.canvas, dark: colours.dark.canvas }
  return `export { default as brandFont } from '${mainSubset().file}?url'\nexport const canvasColours = ${JSON.stringify(canvas)}`
}

function styles(): string {
  const { family, subsets, fallback } = typeface
  const faces = subsets.map(
    ({ file, range }) =>
      `@font-face { font-family: '${family}'; font-display: optional; font-weight: 100 900; src: url('${file}') format('woff2'); unicode-range: ${range}; }`,
  )
  const local = `@font-face { font-family: 'Brand Fallback'; src: local('Arial'), local('Liberation Sans'), local('Arimo'); ${fallback}; }`
  const colour = `:root { --brand-family: '${family}'; --brand-hue: ${brandHue}; --brand-chroma: ${brandChroma}; }`
  return [...faces, local, colour].join('\n')
}

function mainSubset() {
  const [first] = typeface.subsets
  if (first === undefined) throw new Error('src/brand.ts: the typeface needs at least one subset.')
  return first
}

const fontFile = () => readFileSync(createRequire(import.meta.url).resolve(mainSubset().file))
