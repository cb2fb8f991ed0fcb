import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Mailbox } from 'lucide-react'
import { useState } from 'react'
import type { KeptMail } from '~/features/mailbox/mailbox.functions'
import { cx } from '~/lib/cx'
import { m } from '~/messages/generated/messages'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHeading } from '~/ui/page-heading'
import { RelativeTime } from '~/ui/relative-time'
import { SiteHeader } from '~/ui/site-header'
import { MAIN_ID } from '~/ui/skip-link'
import { mailboxQuery } from './mailbox.queries'
import { clearMails } from './mailbox.functions'

export function MailboxPage() {
  const { data: mails } = useSuspenseQuery(mailboxQuery())
  const [chosen, setChosen] = useState<string | null>(null)
  const open = mails.find((mail) => mail.id === chosen) ?? mails[0]
  return (
    <>
      <SiteHeader>
        <Link to="/app" className="link text-sm">
          {m.app_mailbox_back()}
        </Link>
      </SiteHeader>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto grid max-w-6xl gap-6 px-4 py-8 sm:px-8">
        <PageHeading
          title={m.app_mailbox_title()}
          description={m.app_mailbox_description()}
          actions={mails.length > 0 && <ClearButton />}
        />
        {open === undefined ? (
          <EmptyState icon={<Mailbox aria-hidden />} title={m.app_mailbox_empty_title()}>
            {m.app_mailbox_empty()}
          </EmptyState>
        ) : (
          <div className="grid items-start gap-6 lg:grid-cols-[20rem_1fr]">
            <ul className="grid max-h-[70dvh] overflow-y-auto rounded-lg border bg-surface">
              {mails.map((mail) => (
                <li key={mail.id} className="border-b last:border-b-0">
                  <MailEntry mail={mail} isOpen={mail.id === open.id} onOpen={() => setChosen(mail.id)} />
                </li>
              ))}
            </ul>
            <OpenMail mail={open} />
          </div>
        )}
      </main>
    </>
  )
}

function MailEntry({ mail, isOpen, onOpen }: { mail: KeptMail; isOpen: boolean; onOpen: () => void }) {
  return (
    <button
      type="button"
      aria-current={isOpen}
      onClick={onOpen}
      className={cx('grid w-full gap-0.5 px-4 py-3 text-left text-sm', isOpen && 'bg-accent-soft')}
    >
      <span className="font-medium">{mail.subject}</span>
      <span className="flex flex-wrap justify-between gap-x-3 text-xs text-muted">
        <span className="truncate">{mail.to}</span>
        <RelativeTime value={mail.sentAt} />
      </span>
    </button>
  )
}

function OpenMail({ mail }: { mail: KeptMail }) {
  return (
    <article className="overflow-hidden rounded-lg border bg-surface">
      <header className="grid gap-0.5 border-b px-5 py-4">
        <h2 className="font-semibold">{mail.subject}</h2>
        <p className="text-sm text-muted">{m.app_mailbox_to({ address: mail.to })}</p>
      </header>
      {/* Sandboxed: a mail may link out of its frame, and nothing else. */}
      <iframe
        title={mail.subject}
        sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
        srcDoc={`<base target="_top">${mail.html}`}
        className="h-[32rem] w-full bg-white"
      />
      <details className="border-t px-5 py-3 text-sm">
        <summary className="font-medium">{m.app_mailbox_text()}</summary>
        <pre className="mt-3 overflow-x-auto whitespace-pre-wrap">{mail.text}</pre>
      </details>
    </article>
  )
}

function ClearButton() {
  const queryClient = useQueryClient()
  return (
    <Button
      variant="secondary"
      onClick={async () => {
        await clearMails()
        await queryClient.invalidateQueries({ queryKey: mailboxQuery().queryKey })
      }}
    >
      {m.app_mailbox_clear()}
    </Button>
  )
}
