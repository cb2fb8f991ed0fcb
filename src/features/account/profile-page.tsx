import { useRouter } from '@tanstack/react-router'
import { forgetViewer } from '#auth/sessions/current-viewer.ts'
import type { Viewer } from '#auth/sessions/viewer.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Avatar } from '#ui/avatar.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { notify } from '#ui/notify.ts'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'

const PATH = '/settings/profile'
const SAVED = `${PATH}?saved=yes`

export function ProfilePage({ viewer, refusal, isSaved }: { viewer: Viewer; refusal: FormRefusal | null; isSaved: boolean }) {
  const router = useRouter()

  /** The new name is in the page and in the account menu without a full navigation. */
  async function onSaved() {
    forgetViewer()
    await router.invalidate()
    notify.success(m.app_profile_saved())
  }

  return (
    <>
      <PageHeading title={m.app_profile()} description={m.app_profile_description()} />
      {isSaved && refusal === null && (
        <Banner tone="success" role="status">
          {m.app_profile_saved()}
        </Banner>
      )}
      <PostForm action={PATH} refusal={refusal} stay={{ to: SAVED, onSaved }}>
        {({ busy, field }) => (
          <Card
            footer={
              <Button type="submit" busy={busy}>
                {m.app_profile_save()}
              </Button>
            }
          >
            <TextField
              {...field('name')}
              label={m.app_profile_name()}
              autoComplete="name"
              defaultValue={field('name').defaultValue ?? viewer.name}
            />
            <TextField name="email" label={m.app_email()} value={viewer.email} readOnly hint={m.app_profile_email_hint()} />
          </Card>
        )}
      </PostForm>
      <Card title={m.account_picture_title()} description={m.account_picture_description()}>
        <div className="flex flex-wrap items-center gap-5">
          <Avatar {...viewer} size="lg" />
          <ButtonLink to="/settings/profile/picture" variant="secondary">
            {m.account_picture_change()}
          </ButtonLink>
        </div>
      </Card>
    </>
  )
}
