import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { BackToSignIn } from '~/ui/back-to-sign-in'
import { Button } from '~/ui/button'
import { LinkMissing } from '~/ui/link-missing'
import { PasswordField } from '~/ui/password-field'
import { PostForm } from '~/ui/post-form'

/** The button is the point: mail scanners open links, and only this POST confirms. */
export function VerifyEmailPage({ refusal, token }: { refusal: FormRefusal | null; token: string }) {
  if (token === '') return <LinkMissing title={m.auth_verify_title()} footer={<WaysOut />} />
  return (
    <AuthFrame title={m.auth_verify_title()} description={m.auth_verify_description()} footer={<WaysOut />}>
      <PostForm action="/verify-email" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <input type="hidden" name="token" value={token} />
            {field('password').error !== undefined && (
              <PasswordField {...field('password')} label={m.auth_password()} autoComplete="current-password" aside={<ResetInstead />} />
            )}
            <Button type="submit" busy={busy}>
              {m.auth_verify_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function ResetInstead() {
  return (
    <Link to="/forgot-password" className="link">
      {m.auth_forgot_link()}
    </Link>
  )
}

function WaysOut() {
  return (
    <span className="inline-flex flex-wrap justify-center gap-x-5 gap-y-1">
      <Link to="/check-email" className="link">
        {m.auth_reset_request_new()}
      </Link>
      <BackToSignIn />
    </span>
  )
}
