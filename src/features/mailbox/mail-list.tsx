import { Link } from '@tanstack/react-router'
import { cx } from '#ui/cx.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { KeptMail } from './mailbox.functions.ts'
import type { MailboxSearch } from './mailbox-search.ts'

type MailListProps = { mails: KeptMail[]; openId: string; search: MailboxSearch; className: string }

export function MailList({ mails, openId, search, className }: MailListProps) {
  return (
    <nav aria-label="Mails" className={cx('overflow-hidden rounded-lg border bg-surface shadow-xs', className)}>
      <p role="status" className="border-b bg-sunken px-4 py-2 text-xs font-medium text-muted">
        {mails.length === 1 ? '1 mail' : `${mails.length} mails`}, newest first
      </p>
      <ul className="grid grid-cols-1 divide-y lg:max-h-[70dvh] lg:overflow-y-auto">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link
              to="/dev/mailbox"
              search={{ ...search, mail: mail.id }}
              resetScroll={false}
              aria-current={mail.id === openId ? 'page' : undefined}
              className={cx(
                'grid grid-cols-1 gap-0.5 px-4 py-3 text-sm -outline-offset-2 hover:bg-sunken',
                mail.id === openId && 'lg:bg-accent-soft lg:hover:bg-accent-soft',
              )}
            >
              <Line mail={mail} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Line({ mail: { subject, preview, to, sentAt } }: { mail: KeptMail }) {
  return (
    <>
      <span className="font-medium wrap-anywhere" dir="auto">
        {subject}
      </span>
      <span className="truncate text-muted" dir="auto">
        {preview}
      </span>
      <span className="flex justify-between gap-3 text-xs text-muted">
        <span className="truncate">{to}</span>
        <RelativeTime value={sentAt} className="shrink-0" />
      </span>
    </>
  )
}
