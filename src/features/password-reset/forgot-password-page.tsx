import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { PostForm } from '~/ui/post-form'
import { TextField } from '~/ui/text-field'

export function ForgotPasswordPage({ refusal, isSent }: { refusal: FormRefusal | null; isSent: boolean }) {
  return isSent && refusal === null ? <LinkSent /> : <AskForLink refusal={refusal} />
}

function AskForLink({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <AuthFrame title={m.auth_forgot_title()} description={m.auth_forgot_description()} footer={<BackToSignIn />}>
      <PostForm action="/forgot-password" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <TextField
              {...field('email')}
              label={m.auth_email()}
              type="email"
              autoComplete="username"
              required
              autoFocus={refusal === null}
            />
            <Button type="submit" busy={busy}>
              {m.auth_forgot_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function LinkSent() {
  return (
    <AuthFrame title={m.auth_forgot_sent_title()} footer={<BackToSignIn />}>
      <Banner tone="success" role="status">
        {m.auth_forgot_sent()}
      </Banner>
      {import.meta.env.DEV && (
        <a href="/dev/mailbox" className="link text-sm">
          {m.auth_open_mailbox()}
        </a>
      )}
    </AuthFrame>
  )
}

function BackToSignIn() {
  return (
    <Link to="/sign-in" className="link">
      {m.auth_back_to_sign_in()}
    </Link>
  )
}
