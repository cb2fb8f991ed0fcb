import { openAuthEndpoints } from '#auth/endpoints.ts'
import { env } from '#platform/config/env.server.ts'
import { sendReportsTo } from '#platform/observability/report-error.server.ts'
import { knowRoutes } from '#platform/observability/route-pattern.server.ts'
import { routeTree } from '#routeTree.gen.ts'

/** Bounded, so that a collector that is away keeps no process from ending. */
const LAST_EXPORT_MS = 2_000

let finish: (() => Promise<unknown>) | undefined

/** To be called once, by a process that serves or works. With nothing set it costs nothing: OpenTelemetry is not loaded. */
export async function startTelemetry(): Promise<void> {
  const { telemetry, errorReportUrl, release } = env()
  if (errorReportUrl !== null) sendReportsTo({ url: errorReportUrl, release })
  if (telemetry === null && errorReportUrl === null) return
  knowRoutes([...pathsOf(routeTree, ''), ...authPaths()])
  if (telemetry === null) return
  const { startOpenTelemetry } = await import('./open-telemetry.server.ts')
  finish = startOpenTelemetry(telemetry, release)
}

/** Sends what is still here, or gives it up. */
export async function stopTelemetry(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, LAST_EXPORT_MS))
  await Promise.race([finish?.().catch(() => {}), late])
}

type Node = { options?: object; children?: object }

function pathsOf(node: Node, above: string): string[] {
  const own = String(Object.entries(node.options ?? {}).find(([name]) => name === 'path')?.[1] ?? '')
  const path = own === '' || own === '/' ? above : `${above}/${own.replaceAll(/^\/+|\/+$/g, '')}`
  return [path === '' ? '/' : path, ...Object.values<Node>({ ...node.children }).flatMap((child) => pathsOf(child, path))]
}

/** Of the one route behind which Better Auth answers. */
const authPaths = (): string[] => openAuthEndpoints().map((endpoint) => `/api/auth${endpoint.split(' ')[1] ?? ''}`.replaceAll(':', '$'))
