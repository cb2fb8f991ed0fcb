/**
 * A build whose guards can be taken away one at a time, while it runs: the file that DROPPED_GUARD names says which. The
 * product has no such switch; the sources of a copy are changed before it is built.
 */
import { type Fork, buildFork } from './fork.ts'

/** `name` is an expression: in browsers, where some of these files run too, nothing is dropped. */
const isDropped = (name: string) =>
  `(globalThis.process?.getBuiltinModule?.('node:fs').readFileSync(process.env.DROPPED_GUARD, 'utf8') === ${name})`

type Change = [find: string, replacement: string]

const CHANGES: Record<string, Change[]> = {
  'src/auth/guards/guards.ts': [
    ['.server(async ({ next }) => {', '.server(async ({ next, serverFnMeta }) => {'],
    ['if (found === null) throw', `if (found === null && !${isDropped('serverFnMeta.id')}) throw`],
    ["if (found.viewer.role !== 'admin') throw", `if (found.viewer.role !== 'admin' && !${isDropped("'admin ' + serverFnMeta.id")}) throw`],
    ['next({ context: { viewer', `next({ context: ${isDropped("'the keys of the context'")} ? {} : { viewer`],
    ['if (!isFresh(found)) throw', `if (!isFresh(found) && !${isDropped("'fresh ' + serverFnMeta.id")}) throw`],
  ],
  // It says who is calling, and takes nothing: by every verb, it shows which claims the framework understands.
  'src/auth/sessions/viewer.functions.ts': [["method: 'GET'", "method: ''"]],
  'src/auth/forms/member-form.server.ts': [
    ['if (member === null) return', `if (member === null && !${isDropped("'POST ' + pathname")}) return`],
    [
      "member.viewer.role !== 'admin')",
      `member.viewer.role !== 'admin' && !${isDropped("'admin POST ' + new URL(request.url).pathname")})`,
    ],
    ['return fresh && ', `return fresh && !${isDropped("'fresh POST ' + pathname")} && `],
  ],
  'src/auth/guards/step-up.ts': [
    ['if (!(await hasFreshProof()))', `if (!(await hasFreshProof()) && !${isDropped("'fresh GET ' + href")})`],
  ],
  'src/routes/_app.tsx': [['if (context.viewer === null)', `if (context.viewer === null && !${isDropped("'GET ' + location.pathname")})`]],
  'src/features/confirm/routes/confirm.tsx': [
    ['if (context.viewer === null)', `if (context.viewer === null && !${isDropped("'GET /confirm'")})`],
  ],
  'src/features/avatar/avatar.server.ts': [
    [
      'if (found === null || found.viewer.id !== userId) return notFound()',
      `if (!${isDropped('new URL(request.url).pathname')} && (found === null || found.viewer.id !== userId)) return notFound()`,
    ],
  ],
  'src/auth/handle.server.ts': [['if (!isOpenAuthEndpoint', `if (!${isDropped("'ANY /api/auth/$'")} && !isOpenAuthEndpoint`]],
  'src/auth/sessions/session-lookup.server.ts': [
    ['!row.emailVerified', `(!row.emailVerified && !${isDropped("'a confirmed address'")})`],
    ['bannedAt !== null', `(bannedAt !== null && !${isDropped("'a person who is not banned'")})`],
    ['expiresAt < new Date() ||', `(expiresAt < new Date() && !${isDropped("'a session that has not ended'")}) ||`],
  ],
  'src/auth/sessions/session-limits.server.ts': [
    ['?.bannedAt instanceof Date', `?.bannedAt instanceof Date && !${isDropped("'a person who is not banned'")}`],
    ['createdAt <= oldestBeginning()', `createdAt <= oldestBeginning() && !${isDropped("'a session that is not too old'")}`],
  ],
  'src/app/start.ts': [
    ['? !isReadByScript(request) :', `? !${isDropped("'same origin'")} && !isReadByScript(request) :`],
    [': isWrite(request) &&', `: !${isDropped("'same origin'")} && isWrite(request) &&`],
  ],
}

export const buildSwitchable = (): Promise<Fork> =>
  buildFork(Object.keys(CHANGES), (source, file) => (CHANGES[file] ?? []).reduce((text, change) => changed(text, change, file), source))

function changed(text: string, [find, replacement]: Change, file: string): string {
  if (!text.includes(find)) throw new Error(`${file} no longer says "${find}": look where its guard is now, and say so here.`)
  return text.replaceAll(find, () => replacement)
}
