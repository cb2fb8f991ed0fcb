import { Outlet } from '@tanstack/react-router'
import { House, UserRound } from 'lucide-react'
import type { Viewer } from '~/auth/viewer'
import { SignOutForm } from '~/features/sign-out/sign-out-page'
import { m } from '~/messages/generated/messages'
import { AppFrame } from '~/ui/app-frame'
import { NavLink } from '~/ui/nav-link'
import { Toaster } from '~/ui/toaster'

export function AppLayout({ viewer }: { viewer: Viewer }) {
  return (
    <AppFrame
      viewer={viewer}
      navigation={
        <>
          <NavLink to="/app" icon={<House aria-hidden />}>
            {m.app_home()}
          </NavLink>
          <NavLink to="/settings/profile" icon={<UserRound aria-hidden />}>
            {m.app_profile()}
          </NavLink>
        </>
      }
      signOut={<SignOutForm variant="secondary" />}
    >
      <Outlet />
      <Toaster />
    </AppFrame>
  )
}
