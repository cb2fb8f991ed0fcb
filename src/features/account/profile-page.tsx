import { useForm } from '@tanstack/react-form'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { toast } from 'sonner'
import type { Viewer } from '~/auth/viewer'
import { isSignedOut, viewerQuery } from '~/auth/viewer.queries'
import { type FormRefusal, isProblem } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { FormSummary, describeRefusal } from '~/ui/form-summary'
import { PageHeading } from '~/ui/page-heading'
import { problemText } from '~/ui/problem-text'
import { TextField } from '~/ui/text-field'
import { updateProfile } from './account.functions'
import { ProfileSchema } from './account.schema'

const PATH = '/settings/profile'

export const profileSearch = ({ saved }: Record<string, unknown>): { saved?: 'yes' } => (saved === 'yes' ? { saved } : {})

/** `refusal` and `isSaved` are how the server answered a post without scripts. */
export function ProfilePage({ viewer, refusal, isSaved }: { viewer: Viewer; refusal: FormRefusal | null; isSaved: boolean }) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const problems = useMemo(() => describeRefusal(refusal), [refusal])
  const form = useForm({
    defaultValues: { name: refusal?.values.name ?? viewer.name },
    validators: { onSubmit: ProfileSchema },
    async onSubmit({ value }) {
      try {
        await updateProfile({ data: value })
      } catch (error) {
        if (!isSignedOut(error)) return void toast.error(m.app_profile_failed())
      }
      // Also when the session has ended: the page's guard then leads to sign-in and back.
      await queryClient.invalidateQueries({ queryKey: viewerQuery().queryKey })
      await router.invalidate()
      if (router.state.location.pathname === PATH) toast.success(m.app_profile_saved())
    },
  })
  return (
    <>
      <PageHeading title={m.app_profile()} description={m.app_profile_description()} />
      {isSaved && refusal === null && (
        <Banner tone="success" role="status">
          {m.app_profile_saved()}
        </Banner>
      )}
      <FormSummary problems={problems} />
      <form
        method="post"
        action={PATH}
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
                error={firstProblem(field.state.meta.errors) ?? (refusal?.fields.name && problemText(refusal.fields.name))}
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
