import type { ReactNode } from 'react'
import { HomeLink } from './home-link.tsx'
import { SkipLink } from './skip-link.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** A plain head: the way home and the theme; `children` are further links and buttons. Public pages have `PublicHeader`. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-4 sm:px-8">
        <HomeLink />
        <div className="flex items-center gap-2">
          <ThemeSwitch />
          {children}
        </div>
      </header>
    </>
  )
}
