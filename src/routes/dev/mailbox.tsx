import { createFileRoute } from '@tanstack/react-router'
import { MailboxPage } from '~/features/mailbox/mailbox-page'
import { mailboxSearch } from '~/features/mailbox/mailbox-search'
import { mailboxQuery } from '~/features/mailbox/mailbox.queries'
import { emptyMailbox } from '~/features/mailbox/mailbox.server'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/dev/mailbox')({
  validateSearch: mailboxSearch,
  head: () => pageHead({ title: 'Mailbox' }),
  loader: async ({ context }) => (await context.queries.open()).ensureQueryData(mailboxQuery()),
  server: { handlers: { POST: ({ request }) => emptyMailbox(request) } },
  component: Inbox,
})

function Inbox() {
  return <MailboxPage search={Route.useSearch()} />
}
