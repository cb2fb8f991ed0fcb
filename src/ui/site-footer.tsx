import type { ReactNode } from 'react'
import { brand } from '~/brand'
import { ThemeSwitch } from './theme-switch'

/** The foot of public pages; `children` are its links. */
export function SiteFooter({ children }: { children?: ReactNode }) {
  return (
    <footer className="border-t">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-6 text-sm text-muted sm:px-8">
        <p>
          {brand.name} · {brand.tagline}
        </p>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          {children}
          <ThemeSwitch className="sm:hidden" />
        </div>
      </div>
    </footer>
  )
}
