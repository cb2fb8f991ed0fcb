/** What a page is made by. Nothing on a page is deferred, so nothing is gained by sending it in pieces: see decision 024. */
import { StartServer, defineHandlerCallback } from '@tanstack/react-start/server'
import { getSsrStatus, transformHtmlStringWithRouter } from '@tanstack/react-router/ssr/server'
import { FastResponse } from 'srvx'
import { renderToString } from 'react-dom/server'

/** By request: on its way through the framework's `Response`s a page would be copied into streams, and out of them again. */
const pages = new WeakMap<Request, string>()

/** Answers without the page, which `withPage` puts in when the framework is done. */
export const renderPage = defineHandlerCallback(async ({ request, router, responseHeaders }) => {
  const html = await transformHtmlStringWithRouter(router, renderToString(<StartServer router={router} />))
  pages.set(request, html)
  return new Response(null, { status: getSsrStatus(router), headers: responseHeaders })
})

/** The answer as it leaves. `request`: the one that the framework was given. */
export function withPage(request: Request, response: Response): Response {
  const page = pages.get(request)
  const isPage = page !== undefined && response.body === null && response.headers.get('content-type')?.startsWith('text/html')
  if (!isPage) return response
  return withText(request.method === 'HEAD' ? null : page, { status: response.status, headers: response.headers })
}

const texts = new WeakMap<Response, string>()

/** The text of an answer that is one: to ask its `body` for it makes a stream. */
export const textOf = (response: Response): string | null => texts.get(response) ?? null

function withText(text: string | null, init: ResponseInit): Response {
  const response = new FastResponse(text, init)
  if (text !== null) texts.set(response, text)
  return response
}
