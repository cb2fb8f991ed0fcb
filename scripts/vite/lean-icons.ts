import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const MODULE = /lucide-react\/dist\/esm\/createLucideIcon\.mjs$/
const OURS = fileURLToPath(new URL('../../src/ui/drawn-icon.tsx', import.meta.url))

/**
 * Gives Lucide's drawings our own component (`src/ui/drawn-icon.tsx`): the library's reads a context, merges class names
 * and builds the drawing anew, twice the work of the elements themselves, and a page behind the sign-in shows thirty.
 */
export function leanIcons(): Plugin {
  return {
    name: 'gatehouse:lean-icons',
    transform(code, id) {
      if (!MODULE.test(id)) return null
      if (!code.includes('iconData.name')) this.error('lucide-react has changed: adapt or drop scripts/vite/lean-icons.ts.')
      return { code: `export { drawnIcon as default } from ${JSON.stringify(OURS)}`, map: null }
    },
  }
}
