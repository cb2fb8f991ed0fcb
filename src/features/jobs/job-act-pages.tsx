/** The two pages on which an administrator decides about jobs that were given up. */
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { shortId } from './columns.tsx'
import type { ActSearch } from './jobs-search.ts'
import { queueText } from './queue-text.ts'

/** `count`: how many jobs it would be done to. */
type ActPageProps = { which: ActSearch; count: number; refusal: FormRefusal | null }

export function RetryJobsPage(props: ActPageProps) {
  return (
    <>
      <PageHeading title={m.jobs_retry_title()} />
      <ActForm {...props} act="retry" warning={m.jobs_retry_text()} submit={m.jobs_retry()} />
    </>
  )
}

export function DiscardJobsPage(props: ActPageProps) {
  return (
    <>
      <PageHeading title={m.jobs_discard_title()} />
      <ActForm {...props} act="discard" warning={m.jobs_discard_text()} submit={m.jobs_discard()} />
    </>
  )
}

type ActFormProps = ActPageProps & { act: 'retry' | 'discard'; warning: string; submit: string }

function ActForm({ which, count, refusal, act, warning, submit }: ActFormProps) {
  const address = new URLSearchParams(which.id === undefined ? { queue: which.queue ?? '' } : { id: which.id })
  if (count === 0)
    return (
      <>
        <Banner tone="warning">{m.jobs_done_gone()}</Banner>
        <Back />
      </>
    )
  return (
    <PostForm action={`/admin/jobs/${act}?${address.toString()}`} refusal={refusal}>
      {({ busy }) => (
        <Card
          footer={
            <>
              <Back />
              <Button type="submit" variant={act === 'discard' ? 'danger' : 'primary'} busy={busy}>
                {submit}
              </Button>
            </>
          }
        >
          {[...address].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p className="text-sm wrap-anywhere">
            {which.id === undefined
              ? m.jobs_act_on_queue({ queue: queueText(which.queue ?? ''), count })
              : m.jobs_act_on_one({ id: shortId(which.id) })}
          </p>
          <p className="text-sm text-muted">{warning}</p>
        </Card>
      )}
    </PostForm>
  )
}

function Back() {
  return (
    <div>
      <ButtonLink to="/admin/jobs" variant="secondary">
        {m.jobs_back()}
      </ButtonLink>
    </div>
  )
}
