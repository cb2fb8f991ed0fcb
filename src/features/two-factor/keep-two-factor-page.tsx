import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { BackToSignIn } from '~/ui/back-to-sign-in'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { LinkMissing } from '~/ui/link-missing'
import { PostForm } from '~/ui/post-form'
import type { KeepTwoFactorSearch } from './keep-two-factor-search'

type Props = { refusal: FormRefusal | null; search: KeepTwoFactorSearch }

/** Where the emailed link cancels a removal. Mail scanners open links, and only this POST does something. */
export function KeepTwoFactorPage({ refusal, search: { token = '', kept } }: Props) {
  if (kept !== undefined) return <Kept />
  if (token === '') return <LinkMissing title={m.second_factor_keep_title()} footer={<BackToSignIn />} />
  return (
    <AuthFrame title={m.second_factor_keep_title()} description={m.second_factor_keep_description()} footer={<BackToSignIn />}>
      <PostForm action="/keep-two-factor" refusal={refusal}>
        {({ busy }) => (
          <>
            <input type="hidden" name="token" value={token} />
            <Button type="submit" busy={busy}>
              {m.second_factor_keep_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function Kept() {
  return (
    <AuthFrame title={m.second_factor_name()} footer={<BackToSignIn />}>
      <Banner tone="success" role="status" title={m.second_factor_kept()}>
        {m.second_factor_keep_done()}
      </Banner>
    </AuthFrame>
  )
}
