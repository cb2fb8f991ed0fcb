import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'

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
