/** Renders a page as one string, and says why it does not use `defaultRenderHandler`: decision 024. */
import { StartServer, createServerEntry, createStartHandler, defineHandlerCallback } from '@tanstack/react-start/server'
import { getSsrStatus, transformHtmlStringWithRouter } from '@tanstack/react-router/ssr/server'
import type { ReactNode } from 'react'
import { renderToReadableStream, renderToString } from 'react-dom/server'
import { reportError } from '#platform/observability/report-error.server.ts'
import { TextResponse } from '#platform/http/text-response.server.ts'
import { missingFile } from '#platform/http/static-files.server.ts'
import type { Step } from '#platform/http/step.ts'

/** React's mark for a part that failed, and that the browser is to try again. */
export const FAILED_PART = '<!--$!-->'

const renderPage = defineHandlerCallback(async ({ request, router, responseHeaders }) => {
  const status = getSsrStatus(router)
  const missing = status === 404 ? missingFile(request) : null
  if (missing !== null) return missing
  const page = <StartServer router={router} />
  const html = renderToString(page)
  if (html.includes(FAILED_PART)) await reportFailure(page)
  const whole = await transformHtmlStringWithRouter(router, withoutReadableNonce(html))
  return new TextResponse(whole, { status, headers: responseHeaders })
})

/**
 * The router also writes the nonce into a `meta` element, for scripts that it would add in the browser; it adds none here.
 * Browsers hide a `nonce` attribute from CSS, but not a `content` attribute: an injected style could read it out.
 */
const withoutReadableNonce = (html: string) => html.replace(/<meta property="csp-nonce" content="[^"]*"\/>/, '')

/** `renderToString` does not say what a component threw. This renders again, only to get the error. */
async function reportFailure(page: ReactNode): Promise<void> {
  const { allReady } = await renderToReadableStream(page, { onError })
  await allReady
}

const onError = (error: unknown) => reportError(error, 'part of a page failed')

const { fetch } = createServerEntry({ fetch: createStartHandler(renderPage) })

/** The framework. A page that it made anew, to add a cookie, has its text in a stream: it is read here, once. */
export const routeRequest: Step = async (request) => {
  const response = await fetch(request)
  const isStream = !(response instanceof TextResponse) && response.body !== null
  return isStream && response.headers.get('content-type')?.startsWith('text/html')
    ? new TextResponse(await response.text(), response)
    : response
}
