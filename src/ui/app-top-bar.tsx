import type { ReactNode } from 'react'
import { m } from '~/messages/generated/messages'
import { AccountPanel, type AccountMenuProps, Person } from './account-menu'
import { closingDetails } from './close-details'
import { HomeLink } from './home-link'
import { Icon } from './icon'

/** The frame's head on narrow screens. `details` opens the menu without scripts; with them it also closes by itself. */
export function AppTopBar({ navigation, search, viewer, signOut }: AccountMenuProps & { navigation: ReactNode; search: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 border-b bg-surface lg:hidden">
      <div className="flex h-14 items-center px-4 sm:px-8">
        <HomeLink />
      </div>
      <details {...closingDetails} className="group">
        <summary className="absolute end-3 top-2 flex h-10 items-center gap-2 rounded-md px-2.5 text-sm font-medium sm:end-6">
          <Icon name="menu" className="size-5 group-open:hidden" />
          <Icon name="cross" className="hidden size-5 group-open:block" />
          {m.ui_menu()}
        </summary>
        <div className="absolute inset-x-0 top-full grid max-h-[calc(100dvh-3.5rem)] grid-cols-1 gap-3 overflow-y-auto border-b bg-surface px-3 pt-3 pb-4 shadow-md sm:px-7">
          {search}
          <nav aria-label={m.ui_navigation()} className="grid gap-0.5">
            {navigation}
          </nav>
          <div className="flex items-center gap-2.5 border-t px-2.5 pt-4">
            <Person {...viewer} />
          </div>
          <AccountPanel signOut={signOut} />
        </div>
      </details>
    </header>
  )
}
