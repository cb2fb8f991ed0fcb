import { useLocation } from '@tanstack/react-router'
import { m } from '#platform/i18n/generated/messages.js'
import { ButtonLink } from '#ui/button-link.tsx'
import { MessagePage } from '#ui/message-page.tsx'

/** Stands where a page was refused for want of a session, mostly just until its guard has led to sign-in. */
export function SignedOutPage() {
  const here = useLocation({ select: (location) => location.href })
  return (
    <MessagePage
      title={m.auth_notice_session_needed()}
      actions={
        // By a full load: the router may still know the person of the session that ended.
        <ButtonLink to="/sign-in" search={{ redirect: here }} reloadDocument>
          {m.auth_sign_in_submit()}
        </ButtonLink>
      }
    />
  )
}
