import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { LinkOutcome, TokenLinkPage } from '#ui/token-link-page.tsx'

type NotMePageProps = { refusal: FormRefusal | null; token: string; done: 'yes' | 'removal' | undefined }

export function NotMePage({ refusal, token, done }: NotMePageProps) {
  const frame = { title: m.notices_title(), footer: <OwnReset /> }
  if (done !== undefined)
    return (
      <LinkOutcome {...frame} heading={m.notices_done_title()} text={m.notices_done()}>
        {done === 'removal' && <Banner tone="warning">{m.notices_done_removal()}</Banner>}
        <p className="text-sm text-pretty text-muted">{m.notices_done_next()}</p>
      </LinkOutcome>
    )
  return (
    <TokenLinkPage
      {...frame}
      description={m.notices_description()}
      action="/not-me"
      token={token}
      refusal={refusal}
      submit={m.notices_submit()}
      variant="danger"
      above={<Effects />}
    />
  )
}

function Effects() {
  return (
    <ul className="grid list-disc gap-1.5 ps-5 text-sm marker:text-muted">
      {[
        m.notices_ends_sessions(),
        m.notices_stops_password(),
        m.notices_ends_changes(),
        m.notices_takes_back(),
        m.notices_mails_link(),
      ].map((effect) => (
        <li key={effect}>{effect}</li>
      ))}
    </ul>
  )
}

/** For whose link is spent, or whose mail does not come. */
function OwnReset() {
  return (
    <Link to="/forgot-password" className="link">
      {m.notices_own_reset()}
    </Link>
  )
}
