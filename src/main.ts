/** The production process: checks what it needs, then serves and, unless configured apart, works the job queue. */
import { type ServerRequest, serve } from 'srvx'
import { staticMiddleware } from 'srvx/static'
import { fileURLToPath } from 'node:url'
import { refuse, requireReadyDatabase, startOrRefuse, useProduction } from './boot.server'
import { env } from './env.server'
import { PICTURE_BODY_MAX_BYTES, PICTURE_PATH } from './lib/picture-upload'
import { newRequestId } from './lib/request-scope.server'
import { withResponseHeaders } from './lib/response-headers'

/**
 * Of everything but the one form that takes a file; handlers of texts have lower limits still. What does not say how long it
 * is, `readBytes` leaves when it is too long, well before the server's own limit, which would cancel the stream.
 */
const BODY_MAX_BYTES = 1024 * 1024
const DRAIN_SECONDS = 25
const HOUR_SECONDS = 3600
const YEAR_SECONDS = 31_536_000

useProduction()
const { databaseUrl, port, host, worker, appUrl, logLevel } = env()
const isHttps = appUrl.startsWith('https:')
await requireReadyDatabase(databaseUrl)

const [{ default: app }, { startWorker }, { settleBackground }, { queue, stopQueue }, { sql }, { log }, { logEverything }] =
  await Promise.all([
    import('./server'),
    import('./worker'),
    import('./auth/background.server'),
    import('./jobs/queue.server'),
    import('./db/client.server'),
    import('./lib/log.server'),
    import('./lib/last-words.server'),
  ])

logEverything()
const client = fileURLToPath(new URL('../client', import.meta.url))
const hashedAssets = staticMiddleware({ dir: client, maxAge: YEAR_SECONDS, immutable: true })
const publicFiles = staticMiddleware({ dir: client, maxAge: HOUR_SECONDS })
const server = serve({
  port,
  hostname: host,
  silent: true,
  manual: true,
  maxRequestBodySize: 2 * PICTURE_BODY_MAX_BYTES,
  // Our own handler below: this one is switched off by the variables CI and TEST.
  gracefulShutdown: false,
  middleware: [refuseLongBody, serveFiles],
  fetch: (request) => app.fetch(request),
  error: (error) => {
    const reference = newRequestId()
    log.error({ err: error, requestId: reference }, 'request failed')
    return problem('internal', 500, { reference })
  },
})

/** By what it says of its length; what says nothing is cut off as it arrives. */
function refuseLongBody(request: ServerRequest, next: () => Response | Promise<Response>): Response | Promise<Response> {
  const isLong = Number(request.headers.get('content-length') ?? 0) > BODY_MAX_BYTES
  return isLong && pathOf(request) !== PICTURE_PATH ? turnAway(request, 'too_large', 413) : next()
}

/** Only names with an ending can be files: no page costs a look at the disk. */
async function serveFiles(request: ServerRequest, next: () => Response | Promise<Response>): Promise<Response> {
  const pathname = pathOf(request)
  if (pathname === null) return turnAway(request, 'invalid', 400)
  if (!/\.[a-z0-9]+$/i.test(pathname)) return next()
  const isHashed = pathname.startsWith('/assets/')
  let isFile = true
  const answer = await (isHashed ? hashedAssets : publicFiles)(request, () => {
    isFile = false
    return next()
  })
  if (!isFile) return answer
  // A kind of file that the middleware does not know.
  if (pathname.endsWith('.webmanifest')) answer.headers.set('content-type', 'application/manifest+json')
  // Webmail shows the picture of a mail on its own site, as link previews do.
  if (!isHashed && answer.status < 400) answer.headers.set('cross-origin-resource-policy', 'cross-origin')
  return withResponseHeaders(request, answer, { isHttps })
}

/** Null when the Host header names no host that there can be, such as port 99999: reading the address throws then. */
function pathOf(request: ServerRequest): string | null {
  try {
    return new URL(request.url).pathname
  } catch {
    return null
  }
}

/** What the app never sees, and so does not log. */
function turnAway(request: ServerRequest, code: string, status: number): Response {
  log.info({ method: request.method, path: pathOf(request), status }, 'request')
  return problem(code, status)
}

/** For requests whose own address may be unreadable. */
function problem(code: string, status: number, more: Record<string, string> = {}): Response {
  return withResponseHeaders(new Request(appUrl), Response.json({ code, ...more }, { status }), { isHttps })
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
log.level = 'warn'
await warmUp()
log.level = logLevel
await startOrRefuse(async () => void (await queue()))
await listen()
// Only now: a process that refuses its port must not have taken a mail with it.
if (worker === 'inline') await startWorker()
log.info({ address: server.url, appUrl, worker }, 'serving')

/** Loads every route and makes the first render before the port opens: listening means ready. */
async function warmUp() {
  const answer = await app.fetch(new Request(appUrl))
  if (!answer.ok) refuse(`The first page answered ${answer.status}: the log above says why.`)
}

async function listen() {
  try {
    await server.serve()
    await server.ready()
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    refuse(
      isTaken
        ? `Port ${port} is taken: stop what listens there, or set PORT to another.`
        : `Port ${port} cannot be opened (${String(error)}): set PORT or HOST.`,
    )
  }
}

/** Takes no new request, lets the running ones and what follows from them end, then closes queue and pool. */
async function stop(signal: string) {
  log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), DRAIN_SECONDS * 1000).unref()
  await server.close()
  await settleBackground()
  await stopQueue()
  await sql.end({ timeout: 5 })
  process.exit(0)
}
