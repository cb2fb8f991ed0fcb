import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { BackToSignIn } from '~/ui/back-to-sign-in'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { LinkMissing } from '~/ui/link-missing'
import { PostForm } from '~/ui/post-form'
import type { KeepSearch } from './keep-search'

/** Where a deletion ends and where it is taken back. Nobody is signed in here: every session ended when it was asked for. */
export function KeepAccountPage({ refusal, search: { token = '', asked, kept } }: { refusal: FormRefusal | null; search: KeepSearch }) {
  if (kept !== undefined) return <Said tone="success" title={m.account_kept_title()} text={m.account_kept()} />
  if (asked !== undefined) return <Said tone="info" title={m.account_leaving_title()} text={m.account_leaving()} />
  if (token === '') return <LinkMissing title={m.account_keep_title()} footer={<BackToSignIn />} />
  return (
    <AuthFrame title={m.account_keep_title()} description={m.account_keep_description()} footer={<BackToSignIn />}>
      <PostForm action="/keep-account" refusal={refusal}>
        {({ busy }) => (
          <>
            <input type="hidden" name="token" value={token} />
            <Button type="submit" busy={busy}>
              {m.account_keep_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function Said({ tone, title, text }: { tone: 'success' | 'info'; title: string; text: string }) {
  return (
    <AuthFrame title={title} footer={<BackToSignIn />}>
      <Banner tone={tone} role="status">
        {text}
      </Banner>
    </AuthFrame>
  )
}
