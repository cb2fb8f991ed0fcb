import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { LinkMissing } from '~/ui/link-missing'
import { PostForm } from '~/ui/post-form'

type NotMePageProps = { refusal: FormRefusal | null; token: string; done: 'yes' | 'removal' | undefined }

/** The button is the point: mail scanners open links, and only this POST does anything. */
export function NotMePage({ refusal, token, done }: NotMePageProps) {
  if (done !== undefined) return <Done willRemoveFactor={done === 'removal'} />
  if (token === '') return <LinkMissing title={m.notices_title()} footer={<OwnReset />} />
  return (
    <AuthFrame title={m.notices_title()} description={m.notices_description()} footer={<OwnReset />}>
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
      <PostForm action="/not-me" refusal={refusal}>
        {({ busy }) => (
          <>
            <input type="hidden" name="token" value={token} />
            <Button type="submit" variant="danger" busy={busy}>
              {m.notices_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function Done({ willRemoveFactor }: { willRemoveFactor: boolean }) {
  return (
    <AuthFrame title={m.notices_title()} footer={<OwnReset />}>
      <Banner tone="success" role="status" title={m.notices_done_title()}>
        {m.notices_done()}
      </Banner>
      {willRemoveFactor && <Banner tone="warning">{m.notices_done_removal()}</Banner>}
      <p className="text-sm text-pretty text-muted">{m.notices_done_next()}</p>
    </AuthFrame>
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
