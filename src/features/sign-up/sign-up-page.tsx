import { Link } from '@tanstack/react-router'
import { ProviderButtons } from '#features/providers/provider-buttons.tsx'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { Button } from '#ui/button.tsx'
import { HoneypotField } from '#ui/honeypot-field.tsx'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'

export function SignUpPage({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <AuthFrame title={m.auth_sign_up_title()} description={m.auth_sign_up_description()} footer={<SignInInstead />}>
      <PostForm action="/sign-up" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <TextField {...field('name')} label={m.auth_name()} autoComplete="name" required autoFocus={refusal === null} />
            <HoneypotField />
            <TextField {...field('email')} label={m.auth_email()} type="email" autoComplete="username" required />
            <NewPasswordField {...field('password')} label={m.auth_password()} />
            <Button type="submit" busy={busy}>
              {m.auth_sign_up_submit()}
            </Button>
          </>
        )}
      </PostForm>
      <ProviderButtons />
    </AuthFrame>
  )
}

function SignInInstead() {
  return (
    <>
      {m.auth_have_account()}{' '}
      <Link to="/sign-in" className="link">
        {m.auth_sign_in_link()}
      </Link>
    </>
  )
}
