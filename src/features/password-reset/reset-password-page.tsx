import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { Button } from '~/ui/button'
import { LinkMissing } from '~/ui/link-missing'
import { NewPasswordField } from '~/ui/new-password-field'
import { PostForm } from '~/ui/post-form'

export function ResetPasswordPage({ refusal, token, email }: { refusal: FormRefusal | null; token: string; email: string | null }) {
  if (token === '') return <LinkMissing title={m.auth_reset_title()} footer={<NewLink />} />
  return (
    <AuthFrame title={m.auth_reset_title()} description={m.auth_reset_description()} footer={<NewLink />}>
      <PostForm action="/reset-password" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <input type="hidden" name="token" value={token} />
            {/* Password managers file the new password under this name. */}
            {email !== null && <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />}
            <NewPasswordField {...field('password')} label={m.auth_new_password()} autoFocus={refusal === null} />
            <Button type="submit" busy={busy}>
              {m.auth_reset_submit()}
            </Button>
          </>
        )}
      </PostForm>
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
