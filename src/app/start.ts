import { createSerializationAdapter } from '@tanstack/react-router'
import { createCsrfMiddleware, createMiddleware, createServerOnlyFn, createStart } from '@tanstack/react-start'
import { answerFailure, isAnswer } from '#auth/guards/answer-failure.server.ts'
import { answerForeignPost } from '#auth/guards/foreign-post.server.tsx'
import { refuseWrite } from '#auth/protection/write-limit.server.ts'
import { env } from '#platform/config/env.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { keptDetails } from '#platform/forms/error-details.ts'

/**
 * Who may post from another site, by exact path, and what protects it instead. Whatever is not here needs the proof,
 * Better Auth's endpoints too: its own check lets a request without cookies pass.
 */
const OPEN_TO_OTHER_SITES: ReadonlySet<string> = new Set([
  // Apple's answer comes as a form from its site, without our cookies. It does nothing but lead to a GET, which wants the state's cookie.
  '/api/auth/callback/apple',
])

/** Behind a TLS proxy the request's own address is http, so the proof is held against the configured origin. */
const isOwnOrigin = createServerOnlyFn((origin: string | null) => origin === env().appUrl)

const refuseForeign = createServerOnlyFn((request: Request) => answerForeignPost(request))

/**
 * A GET of a server function by fetch has no Origin, and over plain http, from Safari before 16.4 or behind a proxy that drops
 * them no Sec-Fetch headers. Its own header is the proof then: another site could send it only after a preflight, which is
 * never allowed here.
 */
const isReadByScript = ({ method, headers }: Request) =>
  method === 'GET' && !headers.has('sec-fetch-site') && !headers.has('origin') && headers.get('x-tsr-serverfn') === 'true'

const isWrite = ({ method }: Request) => method !== 'GET' && method !== 'HEAD'

/**
 * Same-origin proof on every server function, by whatever method, and on everything else that is more than reading.
 * What the browser says in Sec-Fetch-Site counts, and no Origin may contradict it; without that header the Origin
 * counts; with neither the request is refused. `Origin: null` never counts: a page of an attacker whose name resolves to
 * our address (DNS rebinding) is its own same origin, and can hide its name that way. Referer is switched off, because
 * the framework would accept it as a fallback. Defining this file switches the framework's own check off.
 */
const csrf = createCsrfMiddleware({
  secFetchSite: (place, { request }) => {
    const origin = request.headers.get('origin')
    return place === 'same-origin' && (origin === null || isOwnOrigin(origin))
  },
  origin: (origin) => isOwnOrigin(origin),
  referer: false,
  failureResponse: ({ request }) => refuseForeign(request),
  filter: ({ handlerType, request, pathname }) =>
    handlerType === 'serverFn' ? !isReadByScript(request) : isWrite(request) && !OPEN_TO_OTHER_SITES.has(pathname),
})

/**
 * The cap on what a client address may write, after the proof that it meant to: another site must not use it up.
 */
const limitWrites = createMiddleware().server(async ({ next, request }) => (await refuseWrite(request)) ?? next())

/** What nobody else has caught, of a route without a page: a code and a reference, never the framework's own words. */
const mapFailures = createMiddleware().server(async ({ next }) => {
  try {
    return await next()
  } catch (error) {
    if (isAnswer(error)) throw error
    return answerFailure(error)
  }
})

type Travelling = Pick<AppError, 'code' | 'reference' | 'fields' | 'retryAfterSeconds'> & Partial<Pick<AppError, 'development'>>

/** How a refusal travels: its code, reference, fields and wait. In development also what failed. */
const appError = createSerializationAdapter({
  key: 'app-error',
  test: (value): value is AppError => value instanceof AppError,
  toSerializable: ({ code, reference, fields, retryAfterSeconds }): Travelling => ({
    code,
    reference,
    fields,
    retryAfterSeconds,
    ...(import.meta.env.DEV && { development: keptDetails(reference) }),
  }),
  fromSerializable: ({ code, reference, fields, retryAfterSeconds, development }: Travelling) =>
    Object.assign(
      new AppError(code, { fields, ...(reference !== null && { reference }), ...(retryAfterSeconds !== null && { retryAfterSeconds }) }),
      import.meta.env.DEV && { development },
    ),
})

export const startInstance = createStart(() => ({ requestMiddleware: [mapFailures, csrf, limitWrites], serializationAdapters: [appError] }))
