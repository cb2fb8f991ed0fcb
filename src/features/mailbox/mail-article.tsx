import type { ReactNode } from 'react'
import type { MailView } from './mail-view.ts'

type Mail = { subject: string; preview: string; html: string; text: string }

/** One mail: its line in an inbox, and what opens below. */
export function MailArticle({ mail, view, children }: { mail: Mail; view: MailView; children?: ReactNode }) {
  return (
    <article className="overflow-hidden rounded-lg border bg-surface shadow-xs">
      <header className="grid gap-0.5 border-b px-5 py-4">
        <h2 className="font-semibold wrap-anywhere" dir="auto">
          {mail.subject}
        </h2>
        <p className="text-sm text-muted" dir="auto">
          {mail.preview}
        </p>
        {children}
      </header>
      <Body mail={mail} view={view} />
    </article>
  )
}

function Body({ mail: { subject, html, text }, view: { show, theme, width } }: { mail: Mail; view: MailView }) {
  if (show !== undefined)
    return (
      <pre dir={show === 'text' ? 'auto' : 'ltr'} className="p-5 text-sm wrap-anywhere whitespace-pre-wrap">
        {show === 'text' ? text : html}
      </pre>
    )
  return (
    <div className="bg-sunken">
      {/* Sandboxed: a mail may link out of its frame, and nothing else. */}
      <iframe
        title={subject}
        sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
        srcDoc={`<base target="_top">${theme === undefined ? html : inTheme(theme, html)}`}
        style={{ width }}
        className="mx-auto block h-[50rem] w-full max-w-full bg-canvas"
      />
    </div>
  )
}

/** A mail as a program with this theme shows it, whatever theme the browser has. */
const inTheme = (theme: 'light' | 'dark', html: string) =>
  html
    .replace('color-scheme:light dark', `color-scheme:${theme}`)
    .replace('(prefers-color-scheme:dark)', theme === 'dark' ? 'all' : 'not all')
