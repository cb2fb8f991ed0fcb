/** Who is compared, how each is started, and what each is asked. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, refuse } from '../scripts/checkout.ts'
import { BUILT_SERVER } from '../tests/support/app.ts'
import { SESSION_COOKIE } from '../tests/support/person.ts'
import { PASSWORD, PEOPLE, type Stores, signedToken } from './databases.ts'
import { LINE_PATH } from './line-page.ts'
import type { CellName, ServerName } from './results.ts'
import type { ServerPlan } from './servers.ts'
import type { Load } from './wrk.ts'

const LIMIT = join(import.meta.dirname, 'limits/limit.ts')
/** One that Gatehouse does not know, so that it cannot tell whether the page depends on it (src/app/http/page-cache.server.ts). */
const STRANGE_COOKIE = 'strange=1'
const MINIMAL_COOKIE = 'better-auth.session_token'
/** Gatehouse's page behind the sign-in that is measured, and whose elements the others render. */
export const SIGNED_IN_PAGE = '/settings/profile'

export type Kit = {
  folder: string
  minimalFolder: string
  /** Gatehouse as it is, with the page of one line. */
  lineFolder: string
  stores: Stores
  smtpUrl: string
}

export function requireBuild(): void {
  if (!existsSync(BUILT_SERVER)) refuse('There is no build to measure: run npm run build first.')
}

export function plansOf({
  folder,
  minimalFolder,
  lineFolder,
  stores: { gatehouse, minimal },
  smtpUrl,
}: Kit): Record<ServerName, ServerPlan> {
  const limit = (name: ServerName, args: string[]): ServerPlan => ({
    name,
    args,
    cwd: folder,
    env: () => ({ DATABASE_URL: minimal.url }),
    firstPath: '/',
  })
  const ours = (name: ServerName, main: string, cwd: string): ServerPlan => ({
    name,
    args: [main],
    cwd,
    env: (url) => ({
      APP_URL: url,
      DATABASE_URL: gatehouse.url,
      AUTH_SECRET: gatehouse.secret,
      SMTP_URL: smtpUrl,
      MAIL_FROM: 'Gatehouse <no-reply@example.com>',
      // Its limits stay on: the load comes from many addresses, which it names here.
      TRUSTED_PROXY_HOPS: '1',
    }),
    firstPath: '/',
  })
  return {
    bare: limit('bare', [join(import.meta.dirname, 'limits/bare.mjs'), join(folder, 'public.html')]),
    render: limit('render', [LIMIT, 'render', join(folder, 'public-page.mjs')]),
    select: limit('select', [LIMIT, 'select']),
    'select-and-render': limit('select-and-render', [LIMIT, 'select-and-render', join(folder, 'signed-in-page.mjs')]),
    minimal: {
      name: 'minimal',
      // The start script of TanStack's examples.
      args: [join(ROOT, 'node_modules/srvx/bin/srvx.mjs'), '--prod', '-s', '../client', 'dist/server/server.js'],
      cwd: minimalFolder,
      env: (url) => ({ BETTER_AUTH_URL: url, BETTER_AUTH_SECRET: minimal.secret, DATABASE_URL: minimal.url }),
      firstPath: '/',
    },
    gatehouse: ours('gatehouse', BUILT_SERVER, ROOT),
    'line-limit': limit('line-limit', [LIMIT, 'select-and-render', join(folder, 'line-page.mjs')]),
    'line-gatehouse': ours('line-gatehouse', join(lineFolder, 'dist/server/main.js'), lineFolder),
  }
}

export type Cell = { name: CellName; server: ServerName; load: Load; /** What a whole answer holds. */ holds: string; inStorm: boolean }

export function cellsOf(urlOf: (server: ServerName) => string, { gatehouse, minimal }: Stores): Cell[] {
  const cookies: Partial<Record<ServerName, string>> = {
    gatehouse: `${SESSION_COOKIE}=${signedToken(gatehouse)}`,
    minimal: `${MINIMAL_COOKIE}=${signedToken(minimal)}`,
    select: `${MINIMAL_COOKIE}=${signedToken(minimal)}`,
    'select-and-render': `${MINIMAL_COOKIE}=${signedToken(minimal)}`,
    'line-limit': `${MINIMAL_COOKIE}=${signedToken(minimal)}`,
    'line-gatehouse': `${SESSION_COOKIE}=${signedToken(gatehouse)}`,
  }
  const reads = (name: CellName, server: ServerName, path: string, holds: string, inStorm = false): Cell => {
    const cookie = name === 'public gatehouse-anew' ? STRANGE_COOKIE : name.startsWith('public') ? undefined : cookies[server]
    const load = { url: urlOf(server) + path, headers: { ...(cookie !== undefined && { cookie }) }, signIns: null }
    return { name, server, load, holds, inStorm }
  }
  const page = '</html>'
  return [
    reads('public bare', 'bare', '/', page),
    reads('public render', 'render', '/', page),
    reads('public minimal', 'minimal', '/', page),
    reads('public minimal-hello', 'minimal', '/hello', page),
    reads('public gatehouse', 'gatehouse', '/', page),
    reads('public gatehouse-anew', 'gatehouse', '/', page),
    reads('line select-and-render', 'line-limit', '/', page),
    reads('line minimal', 'minimal', LINE_PATH, page),
    reads('line gatehouse', 'line-gatehouse', LINE_PATH, page),
    reads('signed-in select-and-render', 'select-and-render', '/', page),
    reads('signed-in minimal', 'minimal', '/dashboard', page),
    reads('signed-in gatehouse', 'gatehouse', SIGNED_IN_PAGE, page),
    reads('session select', 'select', '/', '"email":"person-1@example.com"'),
    reads('session minimal', 'minimal', '/api/auth/get-session', '"email":"person-1@example.com"'),
    reads('session gatehouse', 'gatehouse', '/api/auth/get-session', '"email":"person-1@example.com"'),
    { name: 'sign-in minimal', server: 'minimal', load: signIns(urlOf('minimal')), holds: '"user"', inStorm: false },
    { name: 'sign-in gatehouse', server: 'gatehouse', load: signIns(urlOf('gatehouse')), holds: '"user"', inStorm: false },
    reads('signed-in-in-storm minimal', 'minimal', '/dashboard', page, true),
    reads('signed-in-in-storm gatehouse', 'gatehouse', SIGNED_IN_PAGE, page, true),
  ]
}

export function signIns(url: string): Load {
  return { url: `${url}/api/auth/sign-in/email`, headers: {}, signIns: { origin: url, password: PASSWORD, people: PEOPLE } }
}
