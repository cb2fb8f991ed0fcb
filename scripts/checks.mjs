// Plain JavaScript on purpose: it must run, and say what is wrong, on a Node that cannot read TypeScript.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import util from 'node:util'

const NEEDED = [22, 18]
const BUILT = { start: 'main', worker: 'worker-main' }
/** For commands that run from the sources: characters that end or escape the file URLs of Vite and the tests. */
const NEEDS_PLAIN_PATH = new Set(['dev', 'build', 'test', 'doctor', 'routes', 'add', 'remove'])
/** `npm install` without development packages is enough for the others. */
const NEEDS_DEVELOPMENT = new Set([...NEEDS_PLAIN_PATH, 'generate-migration', 'prove-clone', 'prove-docker'])
/** What pnpm, Yarn and Bun leave behind. */
const OTHER_MANAGERS = [
  'node_modules/.modules.yaml',
  'node_modules/.yarn-integrity',
  'node_modules/.yarn-state.yml',
  'bun.lock',
  'bun.lockb',
]

/**
 * Why this command cannot run here, in one line that names the fix; null when it can.
 * @param {string} script
 * @param {string} root
 * @param {string} version
 */
export function findProblem(script, root, version = process.versions.node) {
  const sign = NEEDS_PLAIN_PATH.has(script) ? /[#?%]/.exec(root)?.[0] : undefined
  if (sign !== undefined) return `The path of this folder contains ${sign}, which URLs use otherwise: rename or move it. (${root})`
  const built = builtFile(script, root)
  return (built === null ? sourceProblem(script, root) : null) ?? nodeProblem(version) ?? buildProblem(built)
}

/**
 * What a command that runs from the build loads; null for one that runs from the sources.
 * @param {string} script
 * @param {string} root
 */
export function builtFile(script, root) {
  const name = Object.entries(BUILT).find(([command]) => command === script)?.[1]
  return name === undefined ? null : join(root, 'dist/server', `${name}.js`)
}

function sourceProblem(/** @type {string} */ script, /** @type {string} */ root) {
  const has = (/** @type {string} */ path) => existsSync(join(root, path))
  if (!has('node_modules')) return 'Nothing is installed yet: run npm install first.'
  const trace = OTHER_MANAGERS.find(has)
  if (trace !== undefined)
    return `Another package manager was used (${trace}), which ignores the overrides in package.json: remove it and node_modules, and run npm install.`
  if (NEEDS_DEVELOPMENT.has(script) && !(has('node_modules/vite/package.json') && has('node_modules/node/package.json')))
    return 'The development packages are missing (NODE_ENV=production or --omit=dev): run npm install --include=dev.'
  return null
}

function nodeProblem(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = NEEDED
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return null
  return `Node ${version} is too old, it must be ${NEEDED.join('.')} or newer: install Node 24, or run npm install --include=dev with install scripts allowed, which brings it, and start through npm run.`
}

const buildProblem = (/** @type {string | null} */ built) =>
  built === null || existsSync(built) ? null : 'There is no build yet: run npm run build first.'

/**
 * Adds the settings of `.env` to those that the shell gave, which win. Returns why it cannot be read, in one line, else null.
 * @param {string} root
 */
export function loadDotEnv(root) {
  const path = join(root, '.env')
  if (!existsSync(path)) return null
  const bytes = readFileSync(path)
  // UTF-16, as Notepad and PowerShell write it.
  if (bytes.includes(0)) return '.env is not text in UTF-8: save it as UTF-8.'
  for (const [name, value] of Object.entries(util.parseEnv(bytes.toString('utf8').replace(/^\uFEFF/, '')))) process.env[name] ??= value
  return null
}
