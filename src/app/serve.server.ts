/** Serves and, unless configured apart, works the job queue. */
import { serve } from 'srvx'
import { setTimeout as wait } from 'node:timers/promises'
import { settleBackground } from '#platform/http/background.server.ts'
import { refuse, startOrRefuse } from './boot.server.ts'
import { closeDatabase } from '#platform/db/client.server.ts'
import { env } from '#platform/config/env.server.ts'
import { drainable } from '#platform/http/drain.ts'
import { stopBeingReady } from '#platform/http/health.server.ts'
import { STOP_SECONDS, onStopSignal } from '#platform/http/stop-signal.server.ts'
import { queue, stopQueue } from '#platform/jobs/queue.server.ts'
import { logEverything } from '#platform/observability/last-words.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { PICTURE_BODY_MAX_BYTES } from '#platform/forms/picture-upload.ts'
import { reportError } from '#platform/observability/report-error.server.ts'
import { newRequestId } from '#platform/observability/request-scope.server.ts'
import { withResponseHeaders } from '#platform/http/response-headers.server.ts'
import app from './server.ts'
import { startTelemetry, stopTelemetry } from '#features/telemetry/start.server.ts'
import { startWorker, stopWorker } from './worker.ts'

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
const server = serve({
  port,
  hostname: host,
  silent: true,
  manual: true,
  maxRequestBodySize: 2 * PICTURE_BODY_MAX_BYTES,
  // Ours is in stop(): this one is switched off by the variables CI and TEST.
  gracefulShutdown: false,
  node: { keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000 },
  fetch: app.fetch,
  // The pipeline itself failed.
  error: (error) => {
    const reference = newRequestId()
    reportError(error, 'request failed', { requestId: reference })
    return withResponseHeaders(new Request(appUrl), Response.json({ code: 'internal', reference }, { status: 500 }), { hsts })
  },
})

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
