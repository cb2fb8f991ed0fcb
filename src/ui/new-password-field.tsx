import { PASSWORD_MIN_CHARACTERS } from '#platform/forms/password-limits.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { PasswordField, type PasswordFieldProps } from './password-field.tsx'
import { PasswordStrength } from './password-strength.tsx'

/** A password that is being chosen: says the rule and, while it is typed, how far it is from it. */
export function NewPasswordField(props: Omit<PasswordFieldProps, 'autoComplete' | 'hint' | 'meter'>) {
  return (
    <PasswordField
      {...props}
      hint={m.auth_password_hint()}
      autoComplete="new-password"
      required
      minLength={PASSWORD_MIN_CHARACTERS}
      meter={meter}
    />
  )
}

const meter = (typed: string) => <PasswordStrength password={typed} minimum={PASSWORD_MIN_CHARACTERS} />
