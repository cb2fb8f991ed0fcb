import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useMemo, useRef } from 'react'
import { forgetViewer, isSignedOut } from '~/auth/current-viewer'
import type { Viewer } from '~/auth/viewer'
import { AppError } from '~/lib/app-error'
import type { FormRefusal } from '~/lib/form-refusal'
import { type Problem, isProblem } from '~/lib/problem'
import { m } from '~/messages/generated/messages'
import { Avatar } from '~/ui/avatar'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { ButtonLink } from '~/ui/button-link'
import { Card } from '~/ui/card'
import { Form } from '~/ui/form'
import { FormSummary } from '~/ui/form-summary'
import { notify } from '~/ui/notify'
import { PageHeading } from '~/ui/page-heading'
import { inWords } from '~/ui/problem-text'
import { TextField } from '~/ui/text-field'
import { updateProfile } from './account.functions'

const PATH = '/settings/profile'
const NO_PROBLEMS: FormRefusal['problems'] = []

/** `refusal` and `isSaved` are how the server answered a post without scripts. */
export function ProfilePage({ viewer, refusal: posted, isSaved }: { viewer: Viewer; refusal: FormRefusal | null; isSaved: boolean }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const save = useMutation({
    mutationFn: (name: string) => updateProfile({ data: { name } }),
    async onSuccess() {
      await askAgain()
      if (router.state.location.pathname === PATH) notify.success(m.app_profile_saved())
    },
    async onError(error) {
      // The session has ended: the same post without scripts leads to sign-in and back, and keeps what was typed.
      if (isSignedOut(error)) return form.current?.submit()
      if (refusalOf(error) === null) notify.error(m.app_profile_failed())
    },
  })
  const refusal = useMemo(() => (save.isIdle ? posted : refusalOf(save.error)), [save.isIdle, save.error, posted])

  function askAgain(): Promise<void> {
    forgetViewer()
    return router.invalidate()
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!save.isPending) save.mutate(String(new FormData(event.currentTarget).get('name')))
  }

  return (
    <>
      <PageHeading title={m.app_profile()} description={m.app_profile_description()} />
      {isSaved && refusal === null && (
        <Banner tone="success" role="status">
          {m.app_profile_saved()}
        </Banner>
      )}
      <FormSummary problems={refusal?.problems ?? NO_PROBLEMS} />
      <Form ref={form} action={PATH} onSubmit={submit} noValidate>
        <Card
          footer={
            <Button type="submit" busy={save.isPending}>
              {m.app_profile_save()}
            </Button>
          }
        >
          <TextField
            name="name"
            label={m.app_profile_name()}
            autoComplete="name"
            defaultValue={posted?.values.name ?? viewer.name}
            error={refusal?.errors.name}
          />
          <TextField name="email" label={m.app_email()} value={viewer.email} readOnly hint={m.app_profile_email_hint()} />
        </Card>
      </Form>
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

/** What the server function said of the input, as a form says it. Null for every other failure. */
function refusalOf(error: unknown): FormRefusal | null {
  if (!(error instanceof AppError)) return null
  if (error.code === 'too_many')
    return inWords({ form: 'too_many', fields: {}, values: {}, retryAfterSeconds: error.retryAfterSeconds, reference: null })
  if (error.code !== 'invalid') return null
  const fields = Object.fromEntries(Object.entries(error.fields).filter((entry): entry is [string, Problem] => isProblem(entry[1])))
  return inWords({ form: null, fields, values: {}, retryAfterSeconds: null, reference: null })
}
