import { ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Avatar } from './avatar.tsx'
import { closingDetails } from './close-details.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export type AccountMenuProps = {
  viewer: { name: string; email: string; image: string | null }
  /** A form with a button, so that it works without scripts. */
  signOut: ReactNode
}

/** Who is signed in, and what belongs to them. A `details`: it opens before scripts run and without them. */
export function AccountMenu({ viewer, signOut }: AccountMenuProps) {
  return (
    <details {...closingDetails} className="group relative mt-auto">
      <summary className="flex min-h-12 items-center gap-2.5 rounded-md px-2 py-1.5 group-open:bg-surface hover:bg-surface">
        <Person {...viewer} />
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="sr-only">{m.ui_account_menu()}</span>
      </summary>
      <div className="account-panel">
        <div className="grid gap-2 border-b px-2.5 pt-1 pb-2.5">
          <div className="flex items-center justify-between gap-2">
            <span className="text-sm text-muted">{m.ui_theme()}</span>
            <ThemeSwitch />
          </div>
          <LanguageSwitch className="-mx-1.5" />
        </div>
        {signOut}
      </div>
    </details>
  )
}

function Person({ name, email, image }: AccountMenuProps['viewer']) {
  return (
    <>
      <Avatar name={name} email={email} image={image} />
      <span className="grid min-w-0 grow text-sm leading-5">
        <span className="truncate font-medium">
          <bdi>{name}</bdi>
        </span>
        <span dir="ltr" className="truncate text-xs text-muted rtl:text-end" title={email}>
          {email}
        </span>
      </span>
    </>
  )
}
