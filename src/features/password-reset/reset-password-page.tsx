import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '~/lib/form-refusal'
import { PASSWORD_MIN_CHARACTERS } from '~/lib/password-limits'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { PasswordField } from '~/ui/password-field'
import { PostForm } from '~/ui/post-form'

export function ResetPasswordPage({ refusal, token }: { refusal: FormRefusal | null; token: string }) {
  if (token === '') return <LinkMissing />
  return (
    <AuthFrame title={m.auth_reset_title()} description={m.auth_reset_description()} footer={<NewLink />}>
      <PostForm action="/reset-password" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <input type="hidden" name="token" value={token} />
            <PasswordField
              {...field('password')}
              label={m.auth_new_password()}
              hint={m.auth_password_hint()}
              autoComplete="new-password"
              required
              autoFocus={refusal === null}
              minLength={PASSWORD_MIN_CHARACTERS}
              strengthFrom={PASSWORD_MIN_CHARACTERS}
            />
            <Button type="submit" busy={busy}>
              {m.auth_reset_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function LinkMissing() {
  return (
    <AuthFrame title={m.auth_reset_title()} footer={<NewLink />}>
      <Banner tone="warning">{m.auth_link_missing()}</Banner>
    </AuthFrame>
  )
}

function NewLink() {
  return (
    <Link to="/forgot-password" className="link">
      {m.auth_reset_request_new()}
    </Link>
  )
}
