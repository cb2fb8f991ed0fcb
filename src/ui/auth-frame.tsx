import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { HomeLink } from './home-link.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export type AuthFrameProps = {
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Under the card: the way to the sister page. */
  footer?: ReactNode
}

export function AuthFrame({ title, description, children, footer }: AuthFrameProps) {
  return (
    <div className="gate-behind relative isolate flex min-h-dvh flex-col overflow-x-clip">
      <header className="flex items-center justify-between px-4 py-4 sm:px-8 sm:py-6">
        <HomeLink />
        <ThemeSwitch />
      </header>
      <main className="mx-auto grid w-full max-w-[26rem] grow content-center px-4 pt-4 pb-16">
        <div className="grid gap-6 rounded-xl border bg-surface p-6 shadow-lg sm:p-8">
          <div className="grid gap-1.5">
            <h1 className="text-xl font-semibold">{title}</h1>
            {description ? <div className="text-sm text-muted">{description}</div> : null}
          </div>
          {children}
        </div>
        {footer ? <div className="mt-6 text-center text-sm text-muted">{footer}</div> : null}
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 pb-4 text-sm text-muted sm:px-8 sm:pb-6">
        <div className="flex gap-5">
          <Link reloadDocument to="/terms" className="py-1 hover:text-ink">
            {m.pages_terms_title()}
          </Link>
          <Link reloadDocument to="/privacy" className="py-1 hover:text-ink">
            {m.pages_privacy_title()}
          </Link>
        </div>
        <LanguageSwitch className="-mx-1.5" />
      </footer>
    </div>
  )
}
