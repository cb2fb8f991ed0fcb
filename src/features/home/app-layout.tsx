import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { Outlet, useHydrated } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { SignOutForm } from '#features/sign-out/sign-out-page.tsx'
import { cx } from '#ui/cx.ts'
import type { NavigationGroup } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { textDirection } from '#platform/i18n/text-direction.ts'
import { AccountChanged } from '#ui/account-changed.tsx'
import { AppFrame } from '#ui/app-frame.tsx'
import { useCommandPaletteKey } from '#ui/command-palette-key.ts'
import { Kbd } from '#ui/kbd.tsx'
import { NavLink } from '#ui/nav-link.tsx'
import { Toaster } from '#ui/toaster.tsx'
import { useAskAgainOnReturn } from './ask-again-on-return.ts'
import { navigationOf } from './navigation-of.ts'

const AppPalette = lazy(async () => ({ default: (await import('./app-palette.tsx')).AppPalette }))

export function AppLayout({ viewer }: { viewer: Viewer }) {
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never')
  const openPalette = useCallback(() => setPalette('open'), [])
  useCommandPaletteKey(openPalette)
  useAskAgainOnReturn()
  return (
    // Its few `style` elements would lack our nonce, and only hide scrollbars.
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={textDirection()}>
        <AppFrame
          viewer={viewer}
          search={<SearchButton onPress={openPalette} />}
          navigation={<Navigation viewer={viewer} />}
          signOut={<SignOutForm variant="menu" />}
        >
          <AccountChanged />
          <Outlet />
          <Toaster />
        </AppFrame>
        {palette !== 'never' && (
          <Suspense>
            <AppPalette viewer={viewer} open={palette === 'open'} onOpenChange={(isOpen) => setPalette(isOpen ? 'open' : 'closed')} />
          </Suspense>
        )}
      </DirectionProvider>
    </CSPProvider>
  )
}

type ForViewer = { viewer: Viewer }

function Navigation({ viewer }: ForViewer) {
  return (
    <>
      <NavigationLinks viewer={viewer} group="app" />
      <GroupHeading>{m.app_settings()}</GroupHeading>
      <NavigationLinks viewer={viewer} group="settings" />
      {viewer.role === 'admin' ? <GroupHeading>{m.jobs_administration()}</GroupHeading> : null}
      <NavigationLinks viewer={viewer} group="admin" />
    </>
  )
}

function GroupHeading({ children }: { children: ReactNode }) {
  return <p className="px-2.5 pt-4 pb-1 text-xs font-medium text-muted">{children}</p>
}

function NavigationLinks({ viewer, group }: ForViewer & { group: NavigationGroup }) {
  return navigationOf(viewer)
    .filter((entry) => entry.group === group)
    .map(({ to, label, icon: Icon }) => (
      <NavLink key={to} to={to} icon={<Icon aria-hidden />}>
        {label()}
      </NavLink>
    ))
}

/** Keeps its place but stays unseen until scripts run, since without them it could do nothing. */
function SearchButton({ onPress }: { onPress: () => void }) {
  const isHydrated = useHydrated()
  return (
    <button
      type="button"
      onClick={onPress}
      className={cx(
        'flex min-h-9 items-center gap-2.5 rounded-md border bg-surface px-2.5 text-sm text-muted shadow-xs hover:border-edge hover:text-ink',
        !isHydrated && 'invisible',
      )}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="grow truncate text-start">{m.ui_search()}</span>
      <Kbd keys={['Mod', 'K']} />
    </button>
  )
}
