import { createFileRoute } from '@tanstack/react-router'
import { MailboxPage } from '~/features/mailbox/mailbox-page'
import { mailboxQuery } from '~/features/mailbox/mailbox.queries'
import { pageTitle } from '~/ui/page-title'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/dev/mailbox')({
  head: () => pageTitle(m.app_mailbox_title()),
  loader: ({ context }) => context.queryClient.ensureQueryData(mailboxQuery()),
  component: MailboxPage,
})
