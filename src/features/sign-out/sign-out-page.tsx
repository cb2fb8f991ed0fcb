import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { Button } from '~/ui/button'
import { ButtonLink } from '~/ui/button-link'
import { PostForm } from '~/ui/post-form'

export function SignOutPage({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <AuthFrame title={m.auth_sign_out_title()} description={m.auth_sign_out_description()}>
      <SignOutForm variant="primary" refusal={refusal} />
      <ButtonLink to="/app" variant="ghost">
        {m.auth_sign_out_stay()}
      </ButtonLink>
    </AuthFrame>
  )
}

/** A form and not a link: ending a session is a POST, and it works without scripts. */
export function SignOutForm({ variant, refusal = null }: { variant: 'primary' | 'secondary'; refusal?: FormRefusal | null }) {
  return (
    <PostForm action="/sign-out" refusal={refusal}>
      {({ busy }) => (
        <Button type="submit" variant={variant} size={variant === 'primary' ? 'md' : 'sm'} busy={busy}>
          {m.auth_sign_out()}
        </Button>
      )}
    </PostForm>
  )
}
