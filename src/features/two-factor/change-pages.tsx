import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { ButtonLink } from '~/ui/button-link'
import { PageHeading } from '~/ui/page-heading'
import { PostForm } from '~/ui/post-form'

export function NewCodesPage({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.second_factor_new_codes_title()} description={m.second_factor_new_codes_description()} />
      <Change
        action="/settings/security/two-factor/new-codes"
        refusal={refusal}
        submit={m.second_factor_new_codes_submit()}
        variant="primary"
      >
        {m.second_factor_new_codes_text()}
      </Change>
    </>
  )
}

export function TurnOffPage({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.second_factor_turn_off_title()} description={m.second_factor_turn_off_description()} />
      <Change action="/settings/security/two-factor/turn-off" refusal={refusal} submit={m.second_factor_turn_off_submit()} variant="danger">
        {m.second_factor_turn_off_text()}
      </Change>
    </>
  )
}

type ChangeProps = { action: string; refusal: FormRefusal | null; submit: string; variant: 'primary' | 'danger'; children: string }

function Change({ action, refusal, submit, variant, children }: ChangeProps) {
  return (
    <PostForm action={action} refusal={refusal}>
      {({ busy }) => (
        <>
          <Banner tone="warning">{children}</Banner>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant={variant} busy={busy}>
              {submit}
            </Button>
            <ButtonLink to="/settings/security/two-factor" variant="ghost">
              {m.ui_cancel()}
            </ButtonLink>
          </div>
        </>
      )}
    </PostForm>
  )
}
