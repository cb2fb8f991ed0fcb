import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { PageHeading } from '~/ui/page-heading'
import { PostForm } from '~/ui/post-form'
import { TextField } from '~/ui/text-field'

export function NewEmailPage({ email, refusal }: { email: string; refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.account_email_change_title()} description={m.account_email_change_description()} />
      <Card>
        <PostForm action="/settings/account/email" refusal={refusal}>
          {({ busy, field }) => (
            <>
              <TextField name="now" label={m.account_email_now()} value={email} dir="ltr" readOnly />
              <TextField {...field('email')} label={m.account_email_new()} type="email" autoComplete="email" dir="ltr" required />
              <div className="flex justify-end">
                <Button type="submit" busy={busy}>
                  {m.account_email_change_submit()}
                </Button>
              </div>
            </>
          )}
        </PostForm>
      </Card>
    </>
  )
}
