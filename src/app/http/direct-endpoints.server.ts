/** Small endpoints that are called so often that the router would be most of their work. Other methods go through it. */
import { answerGetSession } from '#auth/sessions/get-session.server.ts'
import { answerHealth, answerReady } from '#platform/http/health.server.ts'
import type { Step } from '#platform/http/step.ts'

const ENDPOINTS = new Map<string, (request: Request) => Response | Promise<Response>>([
  ['GET /healthz', answerHealth],
  ['GET /readyz', answerReady],
  ['GET /api/auth/get-session', answerGetSession],
])

export const serveDirectEndpoint: Step = (request, { url }, next) => ENDPOINTS.get(`${request.method} ${url.pathname}`)?.(request) ?? next()
