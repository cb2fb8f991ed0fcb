import type { ReactNode } from 'react'
import { HomeLink } from './home-link'
import { SkipLink } from './skip-link'
import { ThemeSwitch } from './theme-switch'

/** The head of public pages; `children` are its links and buttons. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-4 sm:px-8">
        <HomeLink />
        <div className="flex items-center gap-2">
          <ThemeSwitch className="max-sm:hidden" />
          {children}
        </div>
      </header>
    </>
  )
}
