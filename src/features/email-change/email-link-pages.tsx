import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AccountChanged } from '#ui/account-changed.tsx'
import { LinkOutcome, TokenLinkPage, type TokenLinkPageProps } from '#ui/token-link-page.tsx'
import type { EmailStep } from './email-change-search.ts'

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

function LinkPage({ done, half, ...page }: Omit<TokenLinkPageProps, 'above' | 'children'> & { done: EmailStep | undefined; half: string }) {
  const texts = { half, changed: m.account_email_changed(), undone: m.account_undo_done() }
  if (done !== undefined) return <LinkOutcome {...page} tone={done === 'half' ? 'info' : 'success'} text={texts[done]} />
  return <TokenLinkPage {...page} above={<AccountChanged />} />
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
