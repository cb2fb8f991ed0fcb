/** Serves and, unless configured apart, works the job queue. */
import { type ServerRequest, serve } from 'srvx'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { settleBackground } from './auth/background.server'
import { refuse, startOrRefuse } from './boot.server'
import { closeDatabase } from './db/client.server'
import { env } from './env.server'
import { compressed } from './http/compression.server'
import { drainable } from './http/drain'
import { filesIn } from './http/files.server'
import { stopBeingReady } from './http/health.server'
import { STOP_SECONDS, onStopSignal } from './http/stop-signal.server'
import { queue, stopQueue } from './jobs/queue.server'
import { logEverything } from './lib/last-words.server'
import { log } from './lib/log.server'
import { PICTURE_BODY_MAX_BYTES, PICTURE_PATH } from './lib/picture-upload'
import { reportError } from './lib/report-error.server'
import { newRequestId } from './lib/request-scope.server'
import { withResponseHeaders } from './lib/response-headers.server'
import { textOf } from './lib/text-response.server'
import app from './server'
import { startTelemetry, stopTelemetry } from './telemetry/start.server'
import { startWorker, stopWorker } from './worker'

/**
 * Of everything but the one form that takes a file; handlers of texts have lower limits still. What does not say how long it
 * is, `readBytes` leaves when it is too long, well before the server's own limit, which would cancel the stream.
 */
const BODY_MAX_BYTES = 1024 * 1024
/**
 * Longer than proxies keep an unused connection (60 seconds are common): the proxy, which knows whether it is about to
 * send something, must be the one that closes.
 */
const KEEP_ALIVE_SECONDS = 75
/** Of requests before jobs. */
const HEAD_START_MS = 20
/** Of the time there is to stop, for running jobs to end; and for those that have not, to go back to their queue. */
const JOBS_SECONDS = 15
const GIVE_BACK_SECONDS = 3

const { port, host, worker, appUrl, hsts, logLevel, stopDelaySeconds } = env()
// Of a build this file is a part beside main.js, in server/assets.
const fileAnswer = filesIn(fileURLToPath(new URL('../../client', import.meta.url)), hsts)
const server = serve({
  port,
  hostname: host,
  silent: true,
  manual: true,
  maxRequestBodySize: 2 * PICTURE_BODY_MAX_BYTES,
  // Ours is in stop(): this one is switched off by the variables CI and TEST.
  gracefulShutdown: false,
  node: { keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000 },
  fetch: answer,
  error: (error) => {
    const reference = newRequestId()
    reportError(error, 'request failed', { requestId: reference })
    return problem('internal', 500, { reference })
  },
})

async function answer(request: ServerRequest): Promise<Response> {
  const pathname = pathOf(request)
  if (pathname === null) return turnAway(request, pathname, 'invalid', 400)
  if (isTooLong(request, pathname)) return turnAway(request, pathname, 'too_large', 413)
  const file = fileAnswer(request, pathname)
  if (file !== null) return file
  const made = await app.fetch(request)
  return compressed(request, made, textOf(made))
}

/** Null when the Host header names no host that there can be, such as port 99999, or the path cannot be decoded. */
function pathOf(request: ServerRequest): string | null {
  try {
    const { pathname } = new URL(request.url)
    // What it says is looked at: the bundler takes a call whose result nobody wants for one that cannot throw.
    return decodeURI(pathname) === '' ? null : pathname
  } catch {
    return null
  }
}

/** By what it says of its length; what says nothing is cut off as it arrives. */
function isTooLong({ headers }: ServerRequest, pathname: string): boolean {
  return Number(headers.get('content-length') ?? 0) > BODY_MAX_BYTES && pathname !== PICTURE_PATH
}

/** What the app never sees, and so does not log. */
function turnAway({ method }: ServerRequest, path: string | null, code: string, status: number): Response {
  log.info({ method, path, status }, 'request')
  return problem(code, status)
}

/** For requests whose own address may be unreadable. */
function problem(code: string, status: number, more: Record<string, string> = {}): Response {
  return withResponseHeaders(new Request(appUrl), Response.json({ code, ...more }, { status }), { hsts })
}

const drain = drainable(server)

/** `ready`: that the database is. Nothing is asked of it before. */
export async function serveWhen(ready: Promise<void>): Promise<void> {
  logEverything()
  await startTelemetry()
  onStopSignal(stopDelaySeconds + STOP_SECONDS, stop)
  await Promise.all([ready, warmUp()])
  await listen()
  // Only now: a process that refuses its port must not have taken a mail with it. And who has waited for the port comes first.
  await wait(HEAD_START_MS)
  await startOrRefuse(worker === 'inline' ? startWorker : async () => void (await queue()))
  log.info({ address: server.url, appUrl, worker, pid: process.pid }, 'serving')
}

/** Loads what pages need and makes the first one before the port opens: listening means ready. */
async function warmUp() {
  log.level = 'warn'
  const page = await app.fetch(Object.assign(new Request(appUrl), { ip: '127.0.0.1' }))
  if (!page.ok) refuse(`The first page answered ${page.status}: the log says why.`)
  log.level = logLevel
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

/** Lets the running requests and jobs and what follows from them end, then closes queue and pool. A job that takes longer goes back. */
async function stop() {
  stopBeingReady()
  await wait(stopDelaySeconds * 1000)
  const jobsEnded = worker === 'inline' && Promise.race([stopWorker(), wait(JOBS_SECONDS * 1000, undefined, { ref: false })])
  await Promise.all([drain(), jobsEnded])
  await settleBackground()
  await stopQueue(GIVE_BACK_SECONDS * 1000)
  await stopTelemetry()
  await closeDatabase()
}
