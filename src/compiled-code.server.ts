/** What V8 makes of the code that a start needs. `npm run build` keeps it beside the code (`compile-main.ts`), so that a start need not make it again. */
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Node takes of it what fits the code and itself: its version, its flags, its user and the processor. What does not fit is
 * compiled as ever.
 */
export function useCompiledCode(): void {
  if (existsSync(COMPILED)) enableCompileCache(COMPILED)
}

/** Of a build this file is a part, in server/assets. */
const COMPILED = fileURLToPath(new URL('../compiled', import.meta.url))
