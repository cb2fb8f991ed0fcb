import { createFileRoute } from '@tanstack/react-router'
import { MailboxPage } from '#features/mailbox/mailbox-page.tsx'
import { mailboxSearch } from '#features/mailbox/mailbox-search.ts'
import { mailboxQuery } from '#features/mailbox/mailbox.queries.ts'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/dev/mailbox')({
  validateSearch: mailboxSearch,
  head: () => pageHead({ title: 'Mailbox' }),
  loader: ({ context }) => context.queryClient.ensureQueryData(mailboxQuery()),
  server: { handlers: { POST: async ({ request }) => (await import('#features/mailbox/mailbox.server.ts')).emptyMailbox(request) } },
  component: Inbox,
})

function Inbox() {
  return <MailboxPage search={Route.useSearch()} />
}
