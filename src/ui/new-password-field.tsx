import { PASSWORD_MIN_CHARACTERS } from '~/lib/password-limits'
import { m } from '~/messages/generated/messages'
import { PasswordField, type PasswordFieldProps } from './password-field'

/** A password that is being chosen: says the rule and, while it is typed, how far it is from it. */
export function NewPasswordField(props: Omit<PasswordFieldProps, 'autoComplete' | 'hint' | 'strengthFrom'>) {
  return (
    <PasswordField
      {...props}
      hint={m.auth_password_hint()}
      autoComplete="new-password"
      required
      minLength={PASSWORD_MIN_CHARACTERS}
      strengthFrom={PASSWORD_MIN_CHARACTERS}
    />
  )
}
