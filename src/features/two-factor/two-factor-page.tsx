import { brand } from '#brand.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { CheckboxField } from '#ui/checkbox-field.tsx'
import { type FormParts, PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { CodeField } from './code-field.tsx'
import type { TwoFactorSearch } from './two-factor-search.ts'

type Props = { refusal: FormRefusal | null; lockedForSeconds: number | null; search: TwoFactorSearch }

export function TwoFactorPage({ refusal, lockedForSeconds, search }: Props) {
  const isBackup = search.with === 'backup'
  return (
    <AuthFrame
      title={isBackup ? m.second_factor_backup_title() : m.second_factor_title()}
      description={isBackup ? m.second_factor_backup_description() : m.second_factor_description({ app: brand.name })}
      footer={<NoCodes />}
    >
      {lockedForSeconds !== null && refusal === null && (
        <Banner tone="warning">{m.auth_problem_code_locked({ minutes: Math.ceil(lockedForSeconds / 60) })}</Banner>
      )}
      <PostForm action="/two-factor" refusal={refusal}>
        {(form) => (
          <>
            <input type="hidden" name="redirect" value={search.redirect ?? ''} />
            {isBackup ? <BackupCode form={form} isFirst={refusal === null} /> : <AppCode form={form} isFirst={refusal === null} />}
            <CheckboxField name="trust" label={m.second_factor_trust()} hint={m.second_factor_trust_hint()} />
            <Button type="submit" busy={form.busy}>
              {m.second_factor_submit()}
            </Button>
          </>
        )}
      </PostForm>
      <div className="grid justify-items-center gap-2 border-t pt-4 text-sm">
        <OtherWay search={search} />
        <CancelForm />
      </div>
    </AuthFrame>
  )
}

type CodeProps = { form: FormParts; isFirst: boolean }

function AppCode({ form, isFirst }: CodeProps) {
  return <CodeField {...form.field('code')} busy={form.busy} label={m.second_factor_code()} autoFocus={isFirst} />
}

function BackupCode({ form, isFirst }: CodeProps) {
  return (
    <>
      <input type="hidden" name="with" value="backup" />
      <TextField
        {...form.field('code')}
        label={m.second_factor_backup_code()}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        autoFocus={isFirst}
        dir="ltr"
        className="font-mono"
      />
    </>
  )
}

/** Whole pages: what is owed is known to the server alone. */
function OtherWay({ search: { with: by, redirect } }: { search: TwoFactorSearch }) {
  const parameters = new URLSearchParams({ ...(by === undefined && { with: 'backup' }), ...(redirect !== undefined && { redirect }) })
  return (
    <a href={`/two-factor?${parameters.toString()}`} className="link py-1">
      {by === 'backup' ? m.second_factor_use_app() : m.second_factor_use_backup()}
    </a>
  )
}

function CancelForm() {
  return (
    <PostForm action="/two-factor" refusal={null}>
      {({ busy }) => (
        <>
          <input type="hidden" name="cancel" value="yes" />
          <Button type="submit" variant="ghost" size="sm" busy={busy}>
            {m.second_factor_cancel()}
          </Button>
        </>
      )}
    </PostForm>
  )
}

function NoCodes() {
  return <span className="text-pretty">{m.second_factor_no_codes({ email: brand.supportEmail })}</span>
}
