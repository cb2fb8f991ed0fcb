import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AccountChanged } from '~/ui/account-changed'
import { AuthFrame } from '~/ui/auth-frame'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { LinkMissing } from '~/ui/link-missing'
import { PostForm } from '~/ui/post-form'
import type { EmailStep } from './email-change-search'

type Props = { refusal: FormRefusal | null; token: string; done: EmailStep | undefined }

export function ConfirmEmailChangePage(props: Props) {
  const texts = { title: m.account_confirm_title(), description: m.account_confirm_description(), submit: m.account_confirm_submit() }
  return <LinkPage {...props} {...texts} action="/change-email/confirm" half={m.account_confirm_half()} footer={<ToAccount />} />
}

/** The token stays in the address it posts to: who has to sign in first comes back to it. */
export function VerifyNewEmailPage(props: Props) {
  const texts = { title: m.account_verify_title(), description: m.account_verify_description(), submit: m.account_verify_submit() }
  const action = `/change-email/verify?token=${encodeURIComponent(props.token)}`
  return <LinkPage {...props} {...texts} action={action} half={m.account_verify_half()} footer={<ToAccount />} />
}

export function UndoEmailChangePage(props: Props) {
  const texts = { title: m.account_undo_title(), description: m.account_undo_description(), submit: m.account_undo_submit() }
  return <LinkPage {...props} {...texts} action="/change-email/undo" half="" footer={<ToReset />} />
}

type LinkPageProps = Props & { title: string; description: string; submit: string; action: string; half: string; footer: ReactNode }

/** The button is the point: mail scanners open links, and only this POST does something. */
function LinkPage({ refusal, token, done, title, description, submit, action, half, footer }: LinkPageProps) {
  if (done !== undefined) return <Outcome done={done} title={title} half={half} footer={footer} />
  if (token === '') return <LinkMissing title={title} footer={footer} />
  return (
    <AuthFrame title={title} description={description} footer={footer}>
      <AccountChanged />
      <PostForm action={action} refusal={refusal}>
        {({ busy }) => (
          <>
            <input type="hidden" name="token" value={token} />
            <Button type="submit" busy={busy}>
              {submit}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function Outcome({ done, title, half, footer }: { done: EmailStep; title: string; half: string; footer: ReactNode }) {
  const texts = { half, changed: m.account_email_changed(), undone: m.account_undo_done() }
  return (
    <AuthFrame title={title} footer={footer}>
      <Banner tone={done === 'half' ? 'info' : 'success'} role="status">
        {texts[done]}
      </Banner>
    </AuthFrame>
  )
}

function ToAccount() {
  return (
    <Link to="/settings/account" className="link">
      {m.account_to_account()}
    </Link>
  )
}

function ToReset() {
  return (
    <Link to="/forgot-password" className="link">
      {m.auth_forgot_link()}
    </Link>
  )
}
