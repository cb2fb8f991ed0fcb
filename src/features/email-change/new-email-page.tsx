import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { SettingsFormPage } from '#ui/settings-form-page.tsx'
import { TextField } from '#ui/text-field.tsx'

export function NewEmailPage({ email, refusal }: { email: string; refusal: FormRefusal | null }) {
  return (
    <SettingsFormPage
      title={m.account_email_change_title()}
      description={m.account_email_change_description()}
      action="/settings/account/email"
      refusal={refusal}
      submit={m.account_email_change_submit()}
    >
      {({ field }) => (
        <>
          <TextField name="now" label={m.account_email_now()} value={email} dir="ltr" readOnly />
          <TextField {...field('email')} label={m.account_email_new()} type="email" autoComplete="email" dir="ltr" required />
        </>
      )}
    </SettingsFormPage>
  )
}
