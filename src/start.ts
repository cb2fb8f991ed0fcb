import { createSerializationAdapter } from '@tanstack/react-router'
import { createCsrfMiddleware, createServerOnlyFn, createStart } from '@tanstack/react-start'
import { env } from '~/env.server'
import { AppError, type AppErrorCode } from '~/lib/app-error'

/** Behind a TLS proxy the request's own address is http, so the proof is held against the configured origin. */
const isOwnOrigin = createServerOnlyFn((origin: string) => origin === env().appUrl)

/**
 * Same-origin proof on every server function and every form post of a page. `/api/*` is left to its handlers:
 * Better Auth checks the Origin itself, and webhooks or identity providers post from elsewhere by design.
 * Defining this file switches the framework's own check off, so it stands here by name.
 */
const csrf = createCsrfMiddleware({
  origin: (origin) => isOwnOrigin(origin),
  failureResponse: () =>
    new Response('Refused: this request did not come from a page of this site. Open the site at its own address and try again.\n', {
      status: 403,
    }),
  filter: ({ handlerType, request, pathname }) =>
    handlerType === 'serverFn' || (request.method !== 'GET' && request.method !== 'HEAD' && !pathname.startsWith('/api/')),
})

/** How a refusal travels: its code, reference and fields. */
const appError = createSerializationAdapter({
  key: 'app-error',
  test: (value): value is AppError => value instanceof AppError,
  toSerializable: ({ code, reference, fields }) => ({ code, reference, fields }),
  fromSerializable: ({ code, reference, fields }: { code: AppErrorCode; reference: string | null; fields: Record<string, string> }) =>
    new AppError(code, { fields, ...(reference === null ? {} : { reference }) }),
})

export const startInstance = createStart(() => ({ requestMiddleware: [csrf], serializationAdapters: [appError] }))
