import type { ReactNode } from 'react'
import { m } from '~/messages/generated/messages'
import { AccountMenu, type AccountMenuProps } from './account-menu'
import { AppTopBar } from './app-top-bar'
import { HomeLink } from './home-link'
import { IsFramed } from './is-framed'
import { RouteProgress } from './route-progress'
import { MAIN_ID, SkipLink } from './skip-link'

export type AppFrameProps = AccountMenuProps & {
  /** `NavLink`s. Drawn twice, in the sidebar and in the menu of narrow screens: give them no ids. */
  navigation: ReactNode
  /** A button that opens the command palette. Drawn twice too. */
  search: ReactNode
  children: ReactNode
}

export function AppFrame({ navigation, search, children, ...account }: AppFrameProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_1fr]">
      <SkipLink />
      <RouteProgress />
      <AppTopBar navigation={navigation} search={search} {...account} />
      <aside aria-label={m.ui_sidebar()} className="hidden border-e bg-sunken lg:block">
        <div className="sticky top-0 flex h-dvh flex-col gap-5 px-3 pt-4 pb-3">
          <HomeLink className="mx-2 my-1" />
          {search}
          <nav aria-label={m.ui_navigation()} className="grid min-h-0 content-start gap-0.5 overflow-y-auto">
            {navigation}
          </nav>
          <AccountMenu {...account} />
        </div>
      </aside>
      <main id={MAIN_ID} tabIndex={-1} className="min-w-0 px-4 py-8 sm:px-8 lg:px-12 lg:py-10">
        <div className="mx-auto grid max-w-4xl grid-cols-1 gap-8">
          <IsFramed value={true}>{children}</IsFramed>
        </div>
      </main>
    </div>
  )
}
