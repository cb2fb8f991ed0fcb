import { type ReactNode, useContext } from 'react'
import { IsFramed } from './is-framed.ts'
import { SiteHeader } from './site-header.tsx'
import { MAIN_ID } from './skip-link.tsx'

export type MessagePageProps = {
  /** Small and above the title, such as a status code. */
  eyebrow?: ReactNode
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}

/** A page that says one thing. Within the app's frame it fills the frame, elsewhere the window. */
export function MessagePage({ eyebrow, title, children, actions }: MessagePageProps) {
  const message = (
    <div className="mx-auto grid max-w-lg justify-items-center gap-4 text-center">
      {eyebrow ? <p className="font-mono text-sm text-muted">{eyebrow}</p> : null}
      <h1 className="text-2xl font-semibold">{title}</h1>
      <div className="grid w-full gap-5 text-pretty text-muted">{children}</div>
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-3">{actions}</div> : null}
    </div>
  )
  if (useContext(IsFramed)) return <div className="py-16">{message}</div>
  return (
    <div className="gate-behind relative isolate flex min-h-dvh flex-col overflow-x-clip">
      <SiteHeader />
      <main id={MAIN_ID} tabIndex={-1} className="grid grow content-center px-4 pt-4 pb-32">
        {message}
      </main>
    </div>
  )
}
