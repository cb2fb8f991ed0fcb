import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { SettingsFormPage } from '#ui/settings-form-page.tsx'
import { TextField } from '#ui/text-field.tsx'

/** Typed in full: a slip must not end an account. */
export function DeletePage({ email, refusal }: { email: string; refusal: FormRefusal | null }) {
  return (
    <SettingsFormPage
      title={m.account_delete_title()}
      description={m.account_delete_description()}
      above={
        <Banner tone="warning" title={m.account_delete_warning_title()}>
          {m.account_delete_warning()}
        </Banner>
      }
      action="/settings/data/delete"
      refusal={refusal}
      submit={m.account_delete_submit()}
      variant="danger"
    >
      {({ field }) => (
        <TextField
          {...field('email')}
          label={m.account_delete_type()}
          hint={<bdi dir="ltr">{email}</bdi>}
          type="email"
          autoComplete="off"
          dir="ltr"
          required
        />
      )}
    </SettingsFormPage>
  )
}
