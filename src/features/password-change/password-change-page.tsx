import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { SettingsFormPage } from '#ui/settings-form-page.tsx'

type Props = { email: string; hasPassword: boolean; refusal: FormRefusal | null; done: 'set' | 'changed' | undefined }

export function PasswordChangePage({ email, hasPassword, refusal, done }: Props) {
  if (done !== undefined && refusal === null) return <Changed done={done} />
  return (
    <SettingsFormPage
      title={m.account_password_title()}
      description={hasPassword ? m.account_password_description() : m.account_password_set_description()}
      action="/settings/security/password"
      refusal={refusal}
      submit={hasPassword ? m.account_password_submit() : m.account_password_set_submit()}
    >
      {({ field }) => (
        <>
          {/* Password managers file the new password under this name. */}
          <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
          {hasPassword && (
            <PasswordField {...field('current')} label={m.account_password_current()} autoComplete="current-password" required />
          )}
          <NewPasswordField {...field('password')} label={m.account_password_new()} />
        </>
      )}
    </SettingsFormPage>
  )
}

function Changed({ done }: { done: 'set' | 'changed' }) {
  return (
    <>
      <PageHeading title={m.account_password_title()} />
      <Banner tone="success" role="status">
        {done === 'set' ? m.account_password_done_set() : m.account_password_done_changed()}
      </Banner>
      <div>
        <ButtonLink to="/settings/security" variant="secondary">
          {m.account_password_back()}
        </ButtonLink>
      </div>
    </>
  )
}
