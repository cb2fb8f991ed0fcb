// Plain JavaScript on purpose: it must run, and say what is wrong, on a Node that cannot read TypeScript.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { builtFile, findProblem, loadDotEnv } from './checks.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const script = process.argv[2] ?? ''
const built = builtFile(script, root)
const problem = findProblem(script, root) ?? (built === null ? null : loadDotEnv(root))
if (problem !== null) {
  console.error(`gatehouse: ${problem}`)
  process.exit(1)
}

process.argv.splice(2, 1)
await import(built === null ? new URL(`./${script}.ts`, import.meta.url).href : pathToFileURL(built).href)
