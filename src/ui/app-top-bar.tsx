import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { m } from '~/messages/generated/messages'
import { HomeLink } from './home-link'
import { Icon } from './icon'

/** The frame's head on narrow screens. `details` opens the menu without scripts; with them it also closes by itself. */
export function AppTopBar({ navigation, account }: { navigation: ReactNode; account: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 border-b bg-surface lg:hidden">
      <div className="flex h-14 items-center px-4 sm:px-8">
        <HomeLink />
      </div>
      <details className="group" onClick={closeAfterLink} onKeyDown={closeOnEscape}>
        <summary className="absolute top-2 right-3 flex h-10 items-center gap-2 rounded-md px-2.5 text-sm font-medium sm:right-6">
          <Icon name="menu" className="size-5 group-open:hidden" />
          <Icon name="cross" className="hidden size-5 group-open:block" />
          {m.ui_menu()}
        </summary>
        <div className="absolute inset-x-0 top-full grid max-h-[calc(100dvh-3.5rem)] gap-4 overflow-y-auto border-b bg-surface px-3 pt-3 pb-5 shadow-md sm:px-7">
          {navigation}
          {account}
        </div>
      </details>
    </header>
  )
}

function closeAfterLink({ target, currentTarget }: MouseEvent<HTMLDetailsElement>) {
  if (target instanceof Element && target.closest('a') !== null) currentTarget.open = false
}

function closeOnEscape({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>) {
  if (key !== 'Escape' || !currentTarget.open) return
  currentTarget.open = false
  currentTarget.querySelector('summary')?.focus()
}
