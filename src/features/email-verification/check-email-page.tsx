import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { PendingMail } from '#auth/forms/form-state.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { HoneypotField } from '#ui/honeypot-field.tsx'
import { MailboxLink } from '#ui/mailbox-link.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'

const COOL_DOWN_SECONDS = 30

export function CheckEmailPage({
  refusal,
  pending,
  isSentAgain,
}: {
  refusal: FormRefusal | null
  pending: PendingMail | null
  isSentAgain: boolean
}) {
  const wait = useCoolDown(pending?.sentAt ?? 0)
  return (
    <AuthFrame
      title={m.auth_check_email_title()}
      description={pending === null ? m.auth_check_email_sent() : m.auth_check_email_sent_to({ email: pending.email })}
      footer={
        <Link to="/sign-up" className="link">
          {m.auth_change_address()}
        </Link>
      }
    >
      {isSentAgain && refusal === null && (
        <Banner tone="success" role="status">
          {m.auth_check_email_again()}
        </Banner>
      )}
      <MailboxLink />
      <PostForm action="/check-email" refusal={refusal}>
        {({ busy, field }) => (
          <>
            <p className="text-sm text-muted">{m.auth_check_email_hint()}</p>
            {pending === null ? (
              <TextField {...field('email')} label={m.auth_email()} type="email" autoComplete="email" required />
            ) : (
              <input type="hidden" name="email" value={pending.email} />
            )}
            <HoneypotField />
            <Button type="submit" variant="secondary" busy={busy} disabled={wait > 0}>
              {wait > 0 ? m.auth_resend_wait({ seconds: wait }) : m.auth_resend_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

/** Seconds until another mail may be asked for; 0 on the server and without JavaScript, where the server's limit holds. */
function useCoolDown(sentAt: number): number {
  const [wait, setWait] = useState(0)
  useEffect(() => {
    const tick = () => setWait(Math.max(0, Math.ceil((sentAt - Date.now()) / 1000) + COOL_DOWN_SECONDS))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [sentAt])
  return wait
}
