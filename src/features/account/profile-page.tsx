import { useForm } from '@tanstack/react-form'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { toast } from 'sonner'
import type { Viewer } from '~/auth/viewer'
import { viewerQuery } from '~/auth/viewer.queries'
import { isProblem } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { PageHeading } from '~/ui/page-heading'
import { problemText } from '~/ui/problem-text'
import { TextField } from '~/ui/text-field'
import { updateProfile } from './account.functions'
import { ProfileSchema } from './account.schema'

export function ProfilePage({ viewer }: { viewer: Viewer }) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const form = useForm({
    defaultValues: { name: viewer.name },
    validators: { onSubmit: ProfileSchema },
    async onSubmit({ value }) {
      try {
        await updateProfile({ data: value })
      } catch {
        return void toast.error(m.app_profile_failed())
      }
      await queryClient.invalidateQueries({ queryKey: viewerQuery().queryKey })
      await router.invalidate()
      toast.success(m.app_profile_saved())
    },
  })
  return (
    <>
      <PageHeading title={m.app_profile()} description={m.app_profile_description()} />
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          // What was typed before hydration is in the field, and not yet in the form's state.
          form.setFieldValue('name', String(new FormData(event.currentTarget).get('name')))
          void form.handleSubmit()
        }}
        noValidate
      >
        <Card
          footer={
            <form.Subscribe selector={(state) => state.isSubmitting}>
              {(isSubmitting) => (
                <Button type="submit" busy={isSubmitting}>
                  {m.app_profile_save()}
                </Button>
              )}
            </form.Subscribe>
          }
        >
          <form.Field name="name">
            {(field) => (
              <TextField
                name="name"
                label={m.app_profile_name()}
                autoComplete="name"
                value={field.state.value}
                onChange={(event) => field.handleChange(event.target.value)}
                error={firstProblem(field.state.meta.errors)}
              />
            )}
          </form.Field>
          <TextField name="email" label={m.app_email()} value={viewer.email} readOnly hint={m.app_profile_email_hint()} />
        </Card>
      </form>
    </>
  )
}

function firstProblem(errors: ReadonlyArray<{ message: string } | undefined>): string | undefined {
  const code = errors[0]?.message
  return isProblem(code) ? problemText(code) : undefined
}
