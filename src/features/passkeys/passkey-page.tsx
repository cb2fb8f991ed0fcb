/** The two pages of one passkey. */
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { SettingsFormPage } from '#ui/settings-form-page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { BackToPasskeys } from './back-to-passkeys.tsx'
import type { getPasskey } from './passkeys.functions.ts'

type PasskeyPageProps = { passkey: Awaited<ReturnType<typeof getPasskey>>; refusal: FormRefusal | null }

export function RenamePasskeyPage({ passkey, refusal }: PasskeyPageProps) {
  if (passkey === null) return <Instead title={m.passkeys_rename_title()}>{m.passkeys_missing()}</Instead>
  return (
    <SettingsFormPage
      title={m.passkeys_rename_title()}
      action={`/settings/security/passkeys/${passkey.id}/rename`}
      refusal={refusal}
      submit={m.passkeys_rename_submit()}
      below={<BackToPasskeys />}
    >
      {({ field }) => (
        <TextField
          {...field('name')}
          label={m.passkeys_name()}
          hint={m.passkeys_name_hint()}
          defaultValue={field('name').defaultValue ?? passkey.name ?? ''}
          autoComplete="off"
          maxLength={60}
          required
        />
      )}
    </SettingsFormPage>
  )
}

export function RemovePasskeyPage({ passkey, refusal }: PasskeyPageProps) {
  const title = m.passkeys_remove_title()
  if (passkey === null) return <Instead title={title}>{m.passkeys_missing()}</Instead>
  const name = passkey.name ?? m.passkeys_unnamed()
  if (passkey.isLastWayIn) return <Instead title={title}>{m.passkeys_remove_last({ name })}</Instead>
  return (
    <SettingsFormPage
      title={title}
      action={`/settings/security/passkeys/${passkey.id}/remove`}
      refusal={refusal}
      submit={m.passkeys_remove_submit()}
      variant="danger"
      below={<BackToPasskeys />}
    >
      {() => <p className="text-sm wrap-anywhere">{m.passkeys_remove_description({ name })}</p>}
    </SettingsFormPage>
  )
}

/** Why there is no form. */
function Instead({ title, children }: { title: string; children: string }) {
  return (
    <>
      <PageHeading title={title} />
      <Banner tone="warning" className="wrap-anywhere">
        {children}
      </Banner>
      <BackToPasskeys />
    </>
  )
}
