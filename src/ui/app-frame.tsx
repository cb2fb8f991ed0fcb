import type { ReactNode } from 'react'
import { m } from '~/messages/generated/messages'
import { AppTopBar } from './app-top-bar'
import { Avatar } from './avatar'
import { IsFramed } from './is-framed'
import { HomeLink } from './home-link'
import { MAIN_ID, SkipLink } from './skip-link'
import { ThemeSwitch } from './theme-switch'

type FrameViewer = { name: string; email: string; image: string | null }

export type AppFrameProps = {
  viewer: FrameViewer
  /** `NavLink`s. Drawn twice, in the sidebar and in the menu of narrow screens: give them no ids. */
  navigation: ReactNode
  /** A form with a button, so that it works without scripts. Drawn twice too. */
  signOut: ReactNode
  children: ReactNode
}

export function AppFrame({ viewer, navigation, signOut, children }: AppFrameProps) {
  const navigationBlock = (
    <nav aria-label={m.ui_navigation()} className="grid gap-0.5">
      {navigation}
    </nav>
  )
  const account = <AccountBlock viewer={viewer} signOut={signOut} />
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_1fr]">
      <SkipLink />
      <AppTopBar navigation={navigationBlock} account={account} />
      <aside
        aria-label={m.ui_sidebar()}
        className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r bg-sunken px-3 py-4 lg:flex"
      >
        <HomeLink className="mx-2" />
        {navigationBlock}
        <div className="mt-auto">{account}</div>
      </aside>
      <main id={MAIN_ID} tabIndex={-1} className="min-w-0 px-4 py-8 sm:px-8 lg:px-12 lg:py-10">
        <div className="mx-auto grid max-w-4xl grid-cols-1 gap-8">
          <IsFramed value={true}>{children}</IsFramed>
        </div>
      </main>
    </div>
  )
}

function AccountBlock({ viewer, signOut }: { viewer: FrameViewer; signOut: ReactNode }) {
  return (
    <div className="grid gap-3 border-t px-2 pt-4">
      <div className="flex min-w-0 items-center gap-2.5">
        <Avatar name={viewer.name} email={viewer.email} image={viewer.image} />
        <div className="min-w-0 text-sm">
          <p className="truncate font-medium">{viewer.name}</p>
          <p className="truncate text-xs text-muted" title={viewer.email}>
            {viewer.email}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        {signOut}
        <ThemeSwitch />
      </div>
    </div>
  )
}
