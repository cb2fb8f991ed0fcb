import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { AccountMenu, type AccountMenuProps } from './account-menu.tsx'
import { closingPopover } from './closing-popover.ts'
import { HomeLink } from './home-link.tsx'
import { IsFramed } from './is-framed.ts'
import { RouteProgress } from './route-progress.tsx'
import { MAIN_ID, SkipLink } from './skip-link.tsx'

const MENU_ID = 'app-menu'

export type AppFrameProps = AccountMenuProps & {
  /** `NavLink`s. */
  navigation: ReactNode
  /** A button that opens the command palette. */
  search: ReactNode
  children: ReactNode
}

/**
 * On wide screens the head is a sidebar; on narrow ones a bar, whose menu is a `popover`: it opens without scripts, closes
 * by Escape or a press outside, and lies over the page. It is in the page once, whatever the width.
 */
export function AppFrame({ navigation, search, children, ...account }: AppFrameProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_1fr] lg:items-start">
      <SkipLink />
      <RouteProgress />
      <header className="app-head">
        <HomeLink className="lg:mx-2 lg:my-1" />
        <button
          type="button"
          popoverTarget={MENU_ID}
          className="-me-2 flex h-10 items-center gap-2 rounded-md px-2.5 text-sm font-medium lg:hidden"
        >
          <Menu aria-hidden className="size-5" />
          {m.ui_menu()}
        </button>
        <div id={MENU_ID} popover="auto" {...closingPopover} className="app-menu">
          {search}
          <nav aria-label={m.ui_navigation()} className="grid min-h-0 content-start gap-0.5 lg:overflow-y-auto">
            {navigation}
          </nav>
          <AccountMenu {...account} />
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="min-w-0 px-4 py-8 sm:px-8 lg:px-12 lg:py-10">
        <div className="mx-auto grid max-w-4xl grid-cols-1 gap-8">
          <IsFramed value={true}>{children}</IsFramed>
        </div>
      </main>
    </div>
  )
}
