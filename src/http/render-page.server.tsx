/** What a page is made by. Nothing on a page is deferred, so nothing is gained by sending it in pieces: see decision 024. */
import { StartServer, defineHandlerCallback } from '@tanstack/react-start/server'
import { getSsrStatus, transformHtmlStringWithRouter } from '@tanstack/react-router/ssr/server'
import type { ReactNode } from 'react'
import { renderToReadableStream, renderToString } from 'react-dom/server'
import { log } from '~/lib/log.server'
import { TextResponse } from '~/lib/text-response.server'
import { missingFile } from './missing-file.server'

/** By request: on its way through the framework's `Response`s a page would be copied into streams, and out of them again. */
const pages = new WeakMap<Request, string>()

/** React's mark for a part that failed, and that the browser is to try again. */
export const FAILED_PART = '<!--$!-->'

/** Answers without the page, which `withPage` puts in when the framework is done. */
export const renderPage = defineHandlerCallback(async ({ request, router, responseHeaders }) => {
  const missing = getSsrStatus(router) === 404 ? missingFile(request) : null
  if (missing !== null) return missing
  const page = <StartServer router={router} />
  const html = renderToString(page)
  if (html.includes(FAILED_PART)) await logFailure(page)
  const whole = await transformHtmlStringWithRouter(router, html)
  pages.set(request, withoutReadableNonce(whole, router.options.ssr?.nonce))
  return new Response(null, { status: getSsrStatus(router), headers: responseHeaders })
})

/**
 * The router also writes the nonce into a `meta` element, for scripts that it would add in the browser; it adds none here.
 * Browsers hide a `nonce` attribute from CSS, but not a `content` attribute: an injected style could read it out.
 */
function withoutReadableNonce(page: string, nonce = ''): string {
  return page.replace(`<meta property="csp-nonce" content="${nonce}"/>`, '')
}

/** `renderToString` keeps to itself what a component threw. Rendered once more, for the log alone, by a renderer that tells. */
async function logFailure(page: ReactNode): Promise<void> {
  const { allReady } = await renderToReadableStream(page, { onError })
  await allReady
}

const onError = (error: unknown) => log.error({ err: error }, 'part of a page failed')

/** The answer as it leaves. `request`: the one that the framework was given. */
export function withPage(request: Request, response: Response): Response {
  const page = pages.get(request)
  const isPage = page !== undefined && response.body === null && response.headers.get('content-type')?.startsWith('text/html')
  if (!isPage) return response
  return new TextResponse(request.method === 'HEAD' ? null : page, response.status, response.headers)
}
