import { m } from '#platform/i18n/generated/messages.js'
import { ProviderMark } from '#features/providers/provider-mark.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import type { Ways } from './ways.server.ts'

type SignInAgainProps = { ways: NonNullable<Ways['again']>; hasPasskey: boolean; email: string; target: string }

/** For who has neither a password nor a code: a new sign-in is a proof. */
export function SignInAgain({ ways: { providers, mail }, hasPasskey, email, target }: SignInAgainProps) {
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{hasPasskey ? m.passkeys_confirm_passkey_lost() : m.passkeys_confirm_again()}</p>
      {providers.map(({ id, name }) => (
        <Form key={id} action="/auth/provider" className="grid">
          <input type="hidden" name="provider" value={id} />
          <input type="hidden" name="redirect" value={target} />
          <Button type="submit" variant="secondary">
            <ProviderMark id={id} />
            {m.providers_continue_with({ provider: name })}
          </Button>
        </Form>
      ))}
      {mail && (
        <Form action="/magic-link" className="grid">
          <input type="hidden" name="email" value={email} />
          <input type="hidden" name="redirect" value={target} />
          <Button type="submit" variant="secondary">
            {m.passkeys_confirm_by_mail()}
          </Button>
        </Form>
      )}
    </div>
  )
}
