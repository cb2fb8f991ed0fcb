/** The production process. This file is small on purpose: whatever it imported would be compiled before it runs. */
import { useCompiledCode } from './compiled-code.server'

useCompiledCode()
await import('./production.server')
