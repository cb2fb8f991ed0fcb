import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { PasskeyButton } from '#features/passkeys/passkey-button.tsx'
import { AccountChanged } from '#ui/account-changed.tsx'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { Button } from '#ui/button.tsx'
import { OneTimeCodeField } from '#ui/one-time-code-field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { type FormParts, PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import type { Ways } from './ways.server.ts'

const PATH = '/confirm'

type ConfirmPageProps = { ways: Ways; refusal: FormRefusal | null; email: string; target: string; isBackupCode: boolean }

export function ConfirmPage({ ways, refusal, email, target, isBackupCode }: ConfirmPageProps) {
  const hasForm = ways.password || ways.code
  return (
    <AuthFrame title={m.passkeys_confirm_title()} description={m.passkeys_confirm_description()} footer={<NotNow />}>
      <AccountChanged />
      {hasForm && (
        <PostForm action={addressOf(target, isBackupCode)} refusal={refusal}>
          {(parts) => (
            <ProofFields {...parts} ways={ways} email={email} target={target} isBackupCode={isBackupCode} isFirst={refusal === null} />
          )}
        </PostForm>
      )}
      {ways.passkey && (
        <PasskeyButton
          action={PATH}
          redirect={target}
          label={m.passkeys_confirm_use_passkey()}
          divider={hasForm ? m.passkeys_confirm_or() : null}
          fallback={hasForm ? null : m.passkeys_confirm_without_scripts()}
        />
      )}
      {ways.again !== null && <SignInAgain ways={ways.again} hasPasskey={ways.passkey} email={email} target={target} />}
    </AuthFrame>
  )
}

type ProofFieldsProps = FormParts & { ways: Ways; email: string; target: string; isBackupCode: boolean; isFirst: boolean }

function ProofFields({ busy, field, ways, email, target, isBackupCode, isFirst }: ProofFieldsProps) {
  return (
    <>
      <input type="hidden" name="redirect" value={target} />
      {ways.password && (
        <>
          {/* A password manager needs to know whose password it fills in. */}
          <input type="email" name="email" defaultValue={email} autoComplete="username" hidden readOnly />
          <PasswordField {...field('password')} label={m.auth_password()} autoComplete="current-password" required autoFocus={isFirst} />
        </>
      )}
      {ways.code && (
        <div className="grid gap-2">
          {isBackupCode ? (
            <TextField
              {...field('backupCode')}
              label={m.passkeys_confirm_backup_code()}
              autoComplete="off"
              spellCheck={false}
              required
              dir="ltr"
            />
          ) : (
            <OneTimeCodeField {...field('code')} label={m.passkeys_confirm_code()} autoFocus={isFirst && !ways.password} />
          )}
          <Link to={PATH} search={{ redirect: target, with: isBackupCode ? undefined : 'backup_code' }} className="link py-1 text-sm">
            {isBackupCode ? m.passkeys_confirm_use_app() : m.passkeys_confirm_use_backup()}
          </Link>
        </div>
      )}
      <Button type="submit" busy={busy}>
        {m.passkeys_confirm_submit()}
      </Button>
    </>
  )
}

/** With what was asked for, so that a refused form without scripts shows the same page again. */
const addressOf = (target: string, isBackupCode: boolean): string =>
  `${PATH}?redirect=${encodeURIComponent(target)}${isBackupCode ? '&with=backup_code' : ''}`

/** Home, and not back: there the same page would ask again. */
function NotNow() {
  return (
    <Link to="/app" className="link">
      {m.passkeys_confirm_cancel()}
    </Link>
  )
}
