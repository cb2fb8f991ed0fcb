import { createFileRoute } from '@tanstack/react-router'
import { MailboxPage } from '~/features/mailbox/mailbox-page'
import { mailboxSearch } from '~/features/mailbox/mailbox-search'
import { mailboxQuery } from '~/features/mailbox/mailbox.queries'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/dev/mailbox')({
  validateSearch: mailboxSearch,
  head: () => pageHead({ title: 'Mailbox' }),
  loader: ({ context }) => context.queryClient.ensureQueryData(mailboxQuery()),
  server: { handlers: { POST: async ({ request }) => (await import('~/features/mailbox/mailbox.server')).emptyMailbox(request) } },
  component: Inbox,
})

function Inbox() {
  return <MailboxPage search={Route.useSearch()} />
}
