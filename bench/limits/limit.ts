/**
 * What Node, React and Postgres do with nothing around them: `node limit.ts render|select|select-and-render PAGE`. PAGE is
 * the module of a page that `page-module.ts` wrote; `select` answers JSON and needs none.
 */
import { type IncomingMessage, createServer } from 'node:http'
import postgres from 'postgres'
import { type ComponentType, createElement } from 'react'
import { renderToString } from 'react-dom/server'

type Found = { token: string; expires_at: Date; user_id: string; name: string; email: string }

class NoSession extends Error {}

const [what = '', pageModule = ''] = process.argv.slice(2)
const Page: ComponentType<{ name?: string }> | null = pageModule === '' ? null : (await import(pageModule)).Page
const sql = what === 'render' ? null : postgres(process.env.DATABASE_URL ?? '', { onnotice: () => {} })

createServer((request, response) => {
  const answered = what === 'select' ? sessionAsJson(request) : page(request)
  answered.then(
    ({ type, body }) => response.setHeader('content-type', type).end(body),
    (error: unknown) => {
      if (!(error instanceof NoSession)) console.error(error)
      response.writeHead(error instanceof NoSession ? 401 : 500).end()
    },
  )
}).listen(Number(process.env.PORT), '127.0.0.1')

async function sessionAsJson(request: IncomingMessage) {
  return { type: 'application/json', body: JSON.stringify(await session(request)) }
}

async function page(request: IncomingMessage) {
  const found = what === 'render' ? null : await session(request)
  if (Page === null) throw new Error('A page is needed.')
  const head = createElement('head', null, createElement('title', null, found?.name ?? 'Welcome'))
  const html = createElement('html', { lang: 'en' }, head, createElement('body', null, createElement(Page, { name: found?.name })))
  return { type: 'text/html; charset=utf-8', body: `<!DOCTYPE html>${renderToString(html)}` }
}

/** The driver prepares it by name, once a connection. */
async function session(request: IncomingMessage): Promise<Found> {
  const token = /session_token=([^.;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  if (sql === null) throw new Error('A database is needed.')
  const [found] = await sql<Found[]>`
    select s.token, s.expires_at, u.id as user_id, u.name, u.email from session s join "user" u on u.id = s.user_id
    where s.token = ${token} and s.expires_at > now()`
  if (found === undefined) throw new NoSession()
  return found
}
