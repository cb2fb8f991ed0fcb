import { Link } from '@tanstack/react-router'
import { Menu, X } from 'lucide-react'
import { m } from '#platform/i18n/generated/messages.js'
import { ButtonLink } from './button-link.tsx'
import { closingDetails } from './close-details.ts'
import { HomeLink } from './home-link.tsx'
import { PublicLinks } from './public-links.tsx'
import { SkipLink } from './skip-link.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const LINK = 'flex min-h-9 items-center rounded-md px-2.5 text-sm font-medium text-muted hover:text-ink aria-[current=page]:text-ink'

/** The head of public pages. Its menu on narrow screens is a `details`: it opens without scripts. */
export function PublicHeader({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <>
      <SkipLink />
      <header className="relative z-20 border-b">
        <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-2 px-4 sm:px-8">
          <HomeLink />
          <nav aria-label={m.ui_navigation()} className="ms-5 flex items-center max-md:hidden">
            <PublicLinks className={LINK} />
          </nav>
          <div className="ms-auto flex items-center gap-2 max-md:hidden">
            <ThemeSwitch className="me-2" />
            {isSignedIn ? null : <SignInLink />}
          </div>
          <MainButton isSignedIn={isSignedIn} className="max-md:ms-auto max-sm:hidden" />
          <details {...closingDetails} className="group max-sm:ms-auto md:hidden">
            <summary className="-me-2 grid size-10 place-items-center rounded-md">
              <Menu aria-hidden className="size-5 group-open:hidden" />
              <X aria-hidden className="hidden size-5 group-open:block" />
              <span className="sr-only">{m.ui_menu()}</span>
            </summary>
            <div className="absolute inset-x-0 top-full grid gap-4 border-b bg-canvas px-4 pt-2 pb-5 shadow-md sm:px-8">
              <nav aria-label={m.ui_navigation()} className="-mx-2.5 grid">
                <PublicLinks className={LINK} />
                {isSignedIn ? null : <SignInLink />}
              </nav>
              <MainButton isSignedIn={isSignedIn} className="sm:hidden" />
              <ThemeSwitch className="w-fit" />
            </div>
          </details>
        </div>
      </header>
    </>
  )
}

function SignInLink() {
  return (
    <Link reloadDocument to="/sign-in" className={LINK}>
      {m.landing_sign_in()}
    </Link>
  )
}

function MainButton({ isSignedIn, className }: { isSignedIn: boolean; className: string }) {
  return (
    <ButtonLink reloadDocument to={isSignedIn ? '/app' : '/sign-up'} size="sm" className={className}>
      {isSignedIn ? m.landing_open_app() : m.landing_sign_up()}
    </ButtonLink>
  )
}
