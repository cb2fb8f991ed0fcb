import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { MailArticle } from '#features/mailbox/mail-article.tsx'
import { MailViewSelects, viewValues } from '#features/mailbox/mail-view-selects.tsx'
import { locales } from '#platform/i18n/generated/runtime.js'
import { FilterBar, FilterSelect } from '#ui/filter-bar.tsx'
import { NavLink } from '#ui/nav-link.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { SiteHeader } from '#ui/site-header.tsx'
import { MAIN_ID } from '#ui/skip-link.tsx'
import { type EmailGallerySearch, emailGallerySearch } from './email-gallery-search.ts'
import { sampleOf, sampleQuery } from './email-gallery.queries.ts'

/** Every mail the product sends, with made-up contents. Words are plain English: only developers see this page. */
export function EmailGalleryPage({ search }: { search: EmailGallerySearch }) {
  const {
    data: { templates, shown, mail },
  } = useSuspenseQuery(sampleQuery(sampleOf(search)))
  return (
    <>
      <SiteHeader>
        <nav aria-label="Development" className="flex flex-wrap gap-x-4 [&_a]:leading-6">
          <Link to="/dev/mailbox" className="link text-sm">
            Mailbox
          </Link>
          <Link to="/app" className="link text-sm">
            To the app
          </Link>
        </nav>
      </SiteHeader>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto grid max-w-6xl grid-cols-1 gap-6 px-4 py-8 sm:px-8">
        <PageHeading title="Mails" description="Every email that a feature sends, with its sample content." />
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[12rem_1fr]">
          <Templates search={search} templates={templates} shown={shown} />
          <div className="grid grid-cols-1 gap-4">
            <Settings search={search} />
            <MailArticle mail={mail} view={search} />
          </div>
        </div>
      </main>
    </>
  )
}

function Templates({ search, templates, shown }: { search: EmailGallerySearch; templates: string[]; shown: string }) {
  return (
    <nav aria-label="Templates">
      <ul className="grid grid-cols-1 gap-0.5 sm:max-lg:grid-cols-2">
        {templates.map((template) => (
          <li key={template}>
            <NavLink
              to="/dev/emails"
              search={{ ...search, template }}
              resetScroll={false}
              aria-current={template === shown ? 'page' : undefined}
            >
              {template}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Settings({ search }: { search: EmailGallerySearch }) {
  const navigate = useNavigate()
  const { template, locale } = sampleOf(search)
  return (
    <FilterBar
      action="/dev/emails"
      label="View"
      values={{ locale, ...viewValues(search) }}
      onFilter={(chosen) => void navigate({ to: '/dev/emails', search: emailGallerySearch({ ...chosen, template }), resetScroll: false })}
    >
      {template === undefined ? null : <input type="hidden" name="template" value={template} />}
      <FilterSelect name="locale" label="Language" defaultValue={locale} options={LANGUAGES} />
      <MailViewSelects view={search} />
    </FilterBar>
  )
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })
const LANGUAGES = locales.map((locale) => ({ value: locale, label: names.of(locale) ?? locale }))
