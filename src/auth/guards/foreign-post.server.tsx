import { renderToStaticMarkup } from 'react-dom/server'
import { brand } from '#brand.ts'
import { env } from '#platform/config/env.server.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { readTheme } from '#ui/read-theme.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale, getTextDirection } from '#platform/i18n/generated/runtime.js'
import styles from '#ui/styles.css?url'

const STATUS = 403
const FOR_PROGRAMS = 'Refused: this request did not come from a page of this site.'

/** Answers a post without a same-origin proof: our forms with a problem to show, people with a page, programs with a line. */
export function answerForeignPost({ headers }: Request): Response {
  const accept = headers.get('accept') ?? ''
  if (accept === 'application/json') {
    const refusal: FormRefusal = { problems: [{ field: null, message: explanation() }], errors: {}, values: {} }
    return Response.json(refusal, { status: STATUS })
  }
  const isForPeople = accept.includes('text/html')
  const type = isForPeople ? 'text/html' : 'text/plain'
  const body = isForPeople
    ? `<!doctype html>${renderToStaticMarkup(<ForeignPostPage />)}`
    : `${FOR_PROGRAMS} Send Origin: ${env().appUrl}\n`
  return new Response(body, { status: STATUS, headers: { 'content-type': `${type}; charset=utf-8` } })
}

const explanation = () => m.refusals_foreign({ address: env().appUrl, email: brand.supportEmail })

/** Without scripts and without the router: whatever is wrong with the request, this page does not depend on it. */
function ForeignPostPage() {
  return (
    <html lang={getLocale()} dir={getTextDirection()} data-theme={readTheme()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${m.refusals_foreign_title()} · ${brand.name}`}</title>
        <link rel="stylesheet" href={styles} />
      </head>
      <body>
        <main className="mx-auto grid min-h-dvh max-w-lg content-center justify-items-center gap-4 p-4 text-center">
          <h1 className="text-2xl font-semibold">{m.refusals_foreign_title()}</h1>
          <p className="text-pretty wrap-anywhere text-muted">{explanation()}</p>
          <a href={env().appUrl} className="link">
            {m.refusals_foreign_open({ brand: brand.name })}
          </a>
        </main>
      </body>
    </html>
  )
}
