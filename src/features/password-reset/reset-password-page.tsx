import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { TokenLinkPage } from '#ui/token-link-page.tsx'

export function ResetPasswordPage({ refusal, token, email }: { refusal: FormRefusal | null; token: string; email: string | null }) {
  return (
    <TokenLinkPage
      title={m.auth_reset_title()}
      description={m.auth_reset_description()}
      action="/reset-password"
      token={token}
      refusal={refusal}
      submit={m.auth_reset_submit()}
      footer={
        <Link to="/forgot-password" className="link">
          {m.auth_reset_request_new()}
        </Link>
      }
    >
      {({ field }) => (
        <>
          {/* Password managers file the new password under this name. */}
          {email !== null && <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />}
          <NewPasswordField {...field('password')} label={m.auth_new_password()} autoFocus={refusal === null} />
        </>
      )}
    </TokenLinkPage>
  )
}
