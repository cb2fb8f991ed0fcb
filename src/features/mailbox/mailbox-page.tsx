import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Mailbox } from 'lucide-react'
import { cx } from '#ui/cx.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { SiteHeader } from '#ui/site-header.tsx'
import { MAIN_ID } from '#ui/skip-link.tsx'
import { ClearButton } from './clear-button.tsx'
import { MailArticle } from './mail-article.tsx'
import { MailList } from './mail-list.tsx'
import { MailViewSelects, viewValues } from './mail-view-selects.tsx'
import type { KeptMail } from './mailbox.functions.ts'
import { mailboxQuery } from './mailbox.queries.ts'
import { type MailboxSearch, mailboxSearch } from './mailbox-search.ts'

/** What development has sent instead of sending it. Words are plain English: only developers see this page. */
export function MailboxPage({ search }: { search: MailboxSearch }) {
  const { data: mails } = useSuspenseQuery(mailboxQuery())
  const chosen = mails.find(({ id }) => id === search.mail)
  const open = chosen ?? mails[0]
  return (
    <>
      <SiteHeader>
        <nav aria-label="Development" className="flex flex-wrap gap-x-4 [&_a]:leading-6">
          <Link to="/dev/emails" className="link text-sm">
            Samples
          </Link>
          <Link to="/app" className="link text-sm">
            To the app
          </Link>
        </nav>
      </SiteHeader>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto grid max-w-6xl grid-cols-1 gap-6 px-4 py-8 sm:px-8">
        <PageHeading
          title="Mailbox"
          description="Everything this development server has sent. New mail appears by itself; nothing leaves your machine."
          actions={open && <ClearButton />}
        />
        {open === undefined ? (
          <EmptyState icon={<Mailbox aria-hidden />} title="No mail yet">
            Sign up or ask for a password reset, and the mail lands here.
          </EmptyState>
        ) : (
          <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[20rem_1fr]">
            <MailList mails={mails} openId={open.id} search={search} className={cx(chosen && 'max-lg:hidden')} />
            <OpenMail mail={open} search={search} className={cx(chosen === undefined && 'max-lg:hidden')} />
          </div>
        )}
      </main>
    </>
  )
}

/** Where there is no room for both, either the list or the open mail shows. */
function OpenMail({ mail, search, className }: { mail: KeptMail; search: MailboxSearch; className: string }) {
  const navigate = useNavigate()
  return (
    <div className={cx('grid grid-cols-1 gap-4', className)}>
      <Link to="/dev/mailbox" search={{ ...search, mail: undefined }} className="link inline-flex items-center gap-1.5 text-sm lg:hidden">
        <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        Back to the list
      </Link>
      <FilterBar
        action="/dev/mailbox"
        label="View"
        values={viewValues(search)}
        onFilter={(view) => void navigate({ to: '/dev/mailbox', search: mailboxSearch({ ...view, mail: mail.id }), resetScroll: false })}
      >
        <input type="hidden" name="mail" value={mail.id} />
        <MailViewSelects view={search} />
      </FilterBar>
      <MailArticle mail={mail} view={search}>
        <p className="text-sm text-muted">To {mail.to}</p>
      </MailArticle>
    </div>
  )
}
