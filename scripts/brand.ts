/** `npm run brand`: writes what follows from `src/brand.ts` into `public/` and `src/brand.css`. The output is committed; real artwork may replace a picture. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { typeface } from '#brand.ts'
import { drawFavicon, drawPictures, manifest } from './brand/pictures.ts'
import { brandStyles } from './brand/styles.ts'
import { ROOT } from './checkout.ts'

const font = readFileSync(createRequire(import.meta.url).resolve(typeface.subsets[0].file))
const files = { 'favicon.svg': drawFavicon(), 'site.webmanifest': manifest(), ...(await drawPictures(font)) }
for (const [name, content] of Object.entries(files)) writeFileSync(join(ROOT, 'public', name), content)
writeFileSync(join(ROOT, 'src/brand.css'), brandStyles())
