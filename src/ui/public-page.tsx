import type { ReactNode } from 'react'
import { SiteFooter } from './site-footer'
import { PublicHeader } from './public-header'
import { MAIN_ID } from './skip-link'

/** The frame of the pages that everybody may read. */
export function PublicPage({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <PublicHeader isSignedIn={isSignedIn} />
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto w-full max-w-6xl grow px-4 sm:px-8">
        {children}
      </main>
      <SiteFooter />
    </div>
  )
}
