import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AccountChanged } from '#ui/account-changed.tsx'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { PostForm } from '#ui/post-form.tsx'

export function SignOutPage({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <AuthFrame title={m.auth_sign_out_title()} description={m.auth_sign_out_description()}>
      <AccountChanged />
      <SignOutForm variant="primary" refusal={refusal} />
      <ButtonLink to="/app" variant="ghost">
        {m.auth_sign_out_stay()}
      </ButtonLink>
    </AuthFrame>
  )
}

/** A form and not a link: ending a session is a POST, and it works without scripts. */
export function SignOutForm({ variant, refusal = null }: { variant: 'primary' | 'menu'; refusal?: FormRefusal | null }) {
  return (
    <PostForm action="/sign-out" refusal={refusal}>
      {({ busy }) => (
        <Button
          type="submit"
          variant={variant === 'menu' ? 'ghost' : 'primary'}
          busy={busy}
          className={variant === 'menu' ? 'justify-start! px-2.5!' : undefined}
        >
          {m.auth_sign_out()}
        </Button>
      )}
    </PostForm>
  )
}
