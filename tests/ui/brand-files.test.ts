import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { typeface } from '#brand.ts'
import { ROOT } from '../../scripts/checkout.ts'
import { BRAND_FILES } from '../../scripts/brand/pictures.ts'
import { brandStyles } from '../../scripts/brand/styles.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

describe('the files made from src/brand.ts', () => {
  it('are current: the stylesheet holds the colors and the fingerprint of this brand', () => {
    expect(read('src/brand.css').replaceAll('\r\n', '\n'), 'src/brand.ts has changed: run npm run brand').toBe(brandStyles())
  })

  it.each(BRAND_FILES)('are in public/: %s', (name) => {
    expect(existsSync(join(ROOT, 'public', name)), `public/${name} is missing: run npm run brand`).toBe(true)
  })

  it('include the font that every page preloads', () => {
    expect(read('src/routes/__root.tsx')).toContain(`'${typeface.subsets[0].file}?url'`)
  })
})
