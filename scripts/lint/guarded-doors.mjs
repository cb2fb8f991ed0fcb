/**
 * Rules of `npm run lint`: what anyone can reach over HTTP says who may, or stands in the list of what is open to
 * everybody. They read text, so that a door is found before anything is built; `tests/http/rpc-surface.test.ts` then tries
 * each door of the build.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const OPEN_DOORS = 'tests/support/open-doors.ts'

/** In the frame or in a feature. Development's routes, in a folder `dev`, are in no build. */
const ROUTE = /^(?:features\/[^/]+\/)?routes\/(?!dev\/)/
const SERVER_FUNCTION = /(?:const (\w+) = )?createServerFn\(/g
/** What stands right behind `createServerFn(…)`. */
const GUARDED_CHAIN = /^\s*\.middleware\(\[\s*(allowAnonymous|ensureSession|ensureFreshSession|ensureAdmin)\b/
/** With the module that it loads and the function that it calls there, if it does. */
const HANDLER = /\b(GET|POST|PUT|PATCH|DELETE|ANY): (?:async )?\(.*?\) =>(?:\s*\(await import\('#([^']+)'\)\)\.(\w+)\()?/g
/** A server loads all routes at start: what answers their posts would come with them. */
const STATIC_HANDLER_IMPORT = /^import (?!type\b).* from '#(?:auth|features|platform\/http)\/[^']+\.server\.tsx?'$/gm
const GUARD_OF_A_HANDLER = /\b(answerMemberForm|answerAdminForm|letIn|readSession|isOpenAuthEndpoint)\b/

/**
 * @typedef {{ index: number, message: string }} Finding
 * @typedef {(path: string) => string} Read
 */

/** @param {string} path under src @param {string} text @returns {Finding[]} */
export function unguardedFunctions(path, text) {
  return [...text.matchAll(SERVER_FUNCTION)].flatMap(({ 0: start, 1: name = 'A server function', index }) => {
    if (!path.endsWith('.functions.ts'))
      return [
        { index, message: `${name} in src/${path} is a public endpoint: move it into a *.functions.ts file, where such are looked for.` },
      ]
    const chain = text.slice(closingAt(text, index + start.length))
    if (GUARDED_CHAIN.test(chain)) return []
    const fix = 'say .middleware([ensureSession]) right behind createServerFn(…), or [allowAnonymous] if anyone may call it'
    return [{ index, message: `${name} in src/${path} answers anyone who calls it: ${fix} (src/auth/guards/guards.ts).` }]
  })
}

/** @param {string} path under src @param {string} text @param {Read} read a file of this checkout @returns {Finding[]} */
export function unguardedRoutes(path, text, read = readFromRoot) {
  const [, id] = text.match(/createFileRoute\('([^']+)'\)/) ?? []
  if (id === undefined || !ROUTE.test(path)) return []
  const address = `/${id
    .split('/')
    .filter((part) => part !== '' && !part.startsWith('_'))
    .map((part) => part.replace(/_$/, ''))
    .join('/')}`
  const isOpen = (/** @type {string} */ verb) => read(OPEN_DOORS).includes(`'${verb} ${address}':`)
  const fix = (/** @type {string} */ guard, /** @type {string} */ verb) =>
    `${guard}, or name '${verb} ${address}' with the reason in ${OPEN_DOORS} if anyone may`
  const findings = [...text.matchAll(HANDLER)].flatMap(({ 1: verb = '', 2: module = '', 3: name = '', index }) => {
    if (isOpen(verb) || GUARD_OF_A_HANDLER.test(bodyOf(module, name, read))) return []
    return [
      {
        index,
        message: `${verb} in src/${path} answers anyone: answer it through answerMemberForm or letIn (src/auth/forms/member-form.server.ts)${fix('', verb)}.`,
      },
    ]
  })
  const imports = text.includes('handlers:') ? [...text.matchAll(STATIC_HANDLER_IMPORT)] : []
  for (const { 0: line, index } of imports)
    findings.push({ index, message: `src/${path}: load it in the handler, POST: async () => (await import('…')).answer(): ${line}` })
  const isPage = text.includes('component:') && !/\/_[^/]+$/.test(id)
  if (!isPage || id.startsWith('/_app/') || text.includes('context.viewer === null') || isOpen('GET')) return findings
  return [
    ...findings,
    { index: 0, message: `The page src/${path} is open to anyone: put it below routes/_app, which asks for a session${fix('', 'GET')}.` },
  ]
}

/** The text of a function of another module that a route calls; nothing when it is written in the route itself. */
function bodyOf(/** @type {string} */ module, /** @type {string} */ name, /** @type {Read} */ read) {
  if (name === '') return ''
  const text = read(`src/${module}`)
  const start = text.search(new RegExp(`export (async )?(function|const) ${name}\\b`))
  const end = text.slice(start).search(/\n\}|\n\n(?=\S)/)
  return start === -1 ? '' : text.slice(start, end === -1 ? undefined : start + end)
}

function closingAt(/** @type {string} */ text, /** @type {number} */ from) {
  let depth = 1
  let at = from
  for (; at < text.length && depth > 0; at += 1) depth += Number(text[at] === '(') - Number(text[at] === ')')
  return at
}

/** @type {Read} */
const readFromRoot = (path) => {
  try {
    return readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return ''
  }
}

const rule = (/** @type {(path: string, text: string) => Finding[]} */ find) => ({
  create(/** @type {{ filename: string, sourceCode: any, report: (finding: object) => void }} */ context) {
    const [, path] = context.filename.replaceAll('\\', '/').match(/\/src\/(.*)$/) ?? []
    if (path === undefined) return {}
    return {
      Program() {
        const { sourceCode } = context
        for (const { index, message } of find(path, sourceCode.text)) {
          const start = sourceCode.getLocFromIndex(index)
          context.report({ message, loc: { start, end: { line: start.line, column: start.column + 1 } } })
        }
      },
    }
  },
})

export default {
  meta: { name: 'gatehouse' },
  rules: { 'guarded-functions': rule(unguardedFunctions), 'guarded-routes': rule((path, text) => unguardedRoutes(path, text)) },
}
