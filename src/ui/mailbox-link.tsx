import { m } from '#platform/i18n/generated/messages.js'

/** To where development keeps its mails; a build has neither. */
export function MailboxLink() {
  if (!import.meta.env.DEV) return null
  return (
    <a href="/dev/mailbox" className="link text-sm">
      {m.auth_open_mailbox()}
    </a>
  )
}
