import { Link } from '@tanstack/react-router'
import { ProviderButtons } from '#features/providers/provider-buttons.tsx'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { CheckboxField } from '#ui/checkbox-field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { OtherWays } from './other-ways.tsx'
import { SeededPeople } from './seeded-people.tsx'
import type { SignInNotice, SignInSearch } from './sign-in-search.ts'

const NOTICES = {
  email_confirmed: { tone: 'success', text: m.auth_notice_email_confirmed },
  password_reset: { tone: 'success', text: m.auth_notice_password_reset },
  signed_out: { tone: 'info', text: m.auth_notice_signed_out },
  session_needed: { tone: 'info', text: m.auth_notice_session_needed },
  // It was tried whether the browser keeps cookies, and it does.
  cookies: { tone: 'info', text: m.auth_notice_session_needed },
  challenge_over: { tone: 'warning', text: m.auth_problem_challenge_over },
} as const satisfies Record<SignInNotice, object>

export function SignInPage({ refusal, search }: { refusal: FormRefusal | null; search: SignInSearch }) {
  const notice = refusal === null && search.notice !== undefined ? NOTICES[search.notice] : null
  return (
    <AuthFrame title={m.auth_sign_in_title()} description={m.auth_sign_in_description()} footer={<SignUpInstead />}>
      {notice !== null && (
        <Banner tone={notice.tone} role="status">
          {notice.text()}
        </Banner>
      )}
      <PostForm action="/sign-in" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <input type="hidden" name="redirect" value={search.redirect ?? field('redirect').defaultValue ?? ''} />
            <TextField
              {...field('email')}
              label={m.auth_email()}
              type="email"
              autoComplete="username webauthn"
              required
              autoFocus={refusal === null}
            />
            <PasswordField
              {...field('password')}
              label={m.auth_password()}
              autoComplete="current-password"
              required
              aside={
                <Link to="/forgot-password" className="link">
                  {m.auth_forgot_link()}
                </Link>
              }
            />
            <CheckboxField name="remember" label={m.auth_remember()} defaultChecked />
            <Button type="submit" busy={busy}>
              {m.auth_sign_in_submit()}
            </Button>
          </>
        )}
      </PostForm>
      <ProviderButtons redirect={search.redirect} />
      <OtherWays redirect={search.redirect} />
      {import.meta.env.DEV && <SeededPeople />}
    </AuthFrame>
  )
}

function SignUpInstead() {
  return (
    <>
      {m.auth_no_account()}{' '}
      <Link to="/sign-up" className="link">
        {m.auth_sign_up_link()}
      </Link>
    </>
  )
}
