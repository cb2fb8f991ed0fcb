// Plain JavaScript on purpose: it must run, and say what is wrong, on a Node that cannot read TypeScript.
import { existsSync } from 'node:fs'

const NEEDED = [22, 18]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const script = process.argv[2] ?? ''

if (!existsSync(new URL('../node_modules', import.meta.url))) stop('Nothing is installed yet: run npm install first.')
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]))
  stop(
    `This ran on Node ${process.versions.node}, which is too old. The project brings its own Node 24: run npm install again, with install scripts allowed (no --ignore-scripts), and start it through npm run.`,
  )

process.argv.splice(2, 1)
await import(new URL(`./${script}.ts`, import.meta.url).href)

function stop(problem) {
  console.error(`gatehouse: ${problem}`)
  process.exit(1)
}
