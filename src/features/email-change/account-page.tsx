import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { FormSummary } from '#ui/form-summary.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import type { EmailDone } from './email-change-search.ts'
import type { getPendingEmail } from './email-change.functions.ts'

const PATH = '/settings/account'
const NO_PROBLEMS: FormRefusal['problems'] = []

type Pending = NonNullable<Awaited<ReturnType<typeof getPendingEmail>>>
type Props = { email: string; pending: Pending | null; refusal: FormRefusal | null; done: EmailDone | undefined }

export function AccountPage({ email, pending, refusal, done }: Props) {
  return (
    <>
      <PageHeading title={m.account_title()} description={m.account_description()} />
      {done !== undefined && refusal === null && (
        <Banner tone="success" role="status">
          {done === 'asked' ? m.account_email_done_asked() : m.account_email_done_cancelled()}
        </Banner>
      )}
      <FormSummary problems={refusal?.problems ?? NO_PROBLEMS} />
      <Card
        title={m.account_email_title()}
        description={m.account_email_description()}
        footer={
          <ButtonLink to="/settings/account/email" variant="secondary">
            {m.account_email_change()}
          </ButtonLink>
        }
      >
        <p dir="ltr" className="text-sm font-medium wrap-anywhere rtl:text-end">
          {email}
        </p>
      </Card>
      {pending === null ? null : <PendingChange pending={pending} />}
    </>
  )
}

function PendingChange({ pending: { newEmail, isConfirmed, isVerified } }: { pending: Pending }) {
  return (
    <Card
      title={m.account_email_pending_title()}
      description={m.account_email_pending_description()}
      footer={
        <>
          <Act act="cancel" label={m.account_email_pending_cancel()} />
          <Act act="resend" label={m.account_email_pending_resend()} />
        </>
      }
    >
      <DescriptionList
        items={[
          { term: m.account_email_new(), description: <bdi dir="ltr">{newEmail}</bdi> },
          { term: m.account_email_old_mailbox(), description: <Step isDone={isConfirmed} /> },
          { term: m.account_email_new_mailbox(), description: <Step isDone={isVerified} /> },
        ]}
      />
    </Card>
  )
}

function Step({ isDone }: { isDone: boolean }) {
  return isDone ? <Badge tone="success">{m.account_email_step_done()}</Badge> : <Badge tone="info">{m.account_email_step_waiting()}</Badge>
}

function Act({ act, label }: { act: 'resend' | 'cancel'; label: string }) {
  return (
    <PostForm action={PATH} refusal={null}>
      {({ busy }) => (
        <>
          <input type="hidden" name="act" value={act} />
          <Button type="submit" variant={act === 'cancel' ? 'ghost' : 'secondary'} busy={busy}>
            {label}
          </Button>
        </>
      )}
    </PostForm>
  )
}
