import { Link } from '@tanstack/react-router'
import { Hydrate } from '@tanstack/react-start'
import type { ReactNode } from 'react'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { HomeLink } from './home-link.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PublicLinks } from './public-links.tsx'
import { useServerHtml } from './use-server-html.ts'

const LINK = 'inline-flex min-h-7 items-center text-muted hover:text-ink'

export function SiteFooter() {
  const serverHtml = useServerHtml()
  return (
    <Hydrate when={serverHtml}>
      <Footer />
    </Hydrate>
  )
}

function Footer() {
  return (
    <footer className="border-t text-sm">
      <div className="mx-auto grid w-full max-w-6xl grid-cols-2 gap-x-6 gap-y-10 px-4 pt-12 pb-8 sm:px-8 md:grid-cols-[1fr_repeat(3,minmax(9rem,auto))]">
        <div className="col-span-full grid content-start gap-3 md:col-span-1">
          <HomeLink />
          <p className="max-w-[34ch] text-pretty text-muted">{m.landing_footer_text()}</p>
        </div>
        <Column title={m.landing_footer_product()}>
          <PublicLinks className={LINK} />
        </Column>
        <Column title={m.landing_footer_legal()}>
          <Link reloadDocument to="/terms" className={LINK}>
            {m.pages_terms_title()}
          </Link>
          <Link reloadDocument to="/privacy" className={LINK}>
            {m.pages_privacy_title()}
          </Link>
        </Column>
        <Column title={m.landing_footer_contact()}>
          <a href={`mailto:${brand.supportEmail}`} className={LINK}>
            {brand.supportEmail}
          </a>
        </Column>
        <div className="col-span-full flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t pt-6 text-muted">
          <p>
            <bdi>{brand.company.name}</bdi>
          </p>
          <LanguageSwitch className="-mx-1.5" />
        </div>
      </div>
    </footer>
  )
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <nav aria-label={title} className="grid content-start justify-items-start gap-1.5">
      <h2 className="mb-1 font-medium">{title}</h2>
      {children}
    </nav>
  )
}
