import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { BackToSignIn } from '#ui/back-to-sign-in.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { TokenLinkPage } from '#ui/token-link-page.tsx'

export function VerifyEmailPage({ refusal, token }: { refusal: FormRefusal | null; token: string }) {
  return (
    <TokenLinkPage
      title={m.auth_verify_title()}
      description={m.auth_verify_description()}
      action="/verify-email"
      token={token}
      refusal={refusal}
      submit={m.auth_verify_submit()}
      footer={<WaysOut />}
    >
      {({ field }) =>
        field('password').error !== undefined && (
          <PasswordField {...field('password')} label={m.auth_password()} autoComplete="current-password" aside={<ResetInstead />} />
        )
      }
    </TokenLinkPage>
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
