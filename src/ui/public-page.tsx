import type { ReactNode } from 'react'
import { SiteFooter } from './site-footer.tsx'
import { PublicHeader } from './public-header.tsx'
import { MAIN_ID } from './skip-link.tsx'

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
