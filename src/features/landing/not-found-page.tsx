import { m } from '#platform/i18n/generated/messages.js'
import { ButtonLink } from '#ui/button-link.tsx'
import { MessagePage } from '#ui/message-page.tsx'

export function NotFoundPage() {
  return (
    <MessagePage
      eyebrow="404"
      title={m.landing_not_found_title()}
      actions={
        <ButtonLink reloadDocument to="/">
          {m.landing_home()}
        </ButtonLink>
      }
    >
      <p>{m.landing_not_found_text()}</p>
    </MessagePage>
  )
}
