import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { PageHeading } from '~/ui/page-heading'
import { PostForm } from '~/ui/post-form'
import { TextField } from '~/ui/text-field'

/** Typed in full: a slip must not end an account. */
export function DeletePage({ email, refusal }: { email: string; refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.account_delete_title()} description={m.account_delete_description()} />
      <Banner tone="warning" title={m.account_delete_warning_title()}>
        {m.account_delete_warning()}
      </Banner>
      <Card>
        <PostForm action="/settings/data/delete" refusal={refusal}>
          {({ busy, field }) => (
            <>
              <TextField
                {...field('email')}
                label={m.account_delete_type()}
                hint={<bdi dir="ltr">{email}</bdi>}
                type="email"
                autoComplete="off"
                dir="ltr"
                required
              />
              <div className="flex justify-end">
                <Button type="submit" variant="danger" busy={busy}>
                  {m.account_delete_submit()}
                </Button>
              </div>
            </>
          )}
        </PostForm>
      </Card>
    </>
  )
}
