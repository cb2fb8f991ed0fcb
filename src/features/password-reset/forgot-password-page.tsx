import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AskForMail, MailAsked } from '#ui/ask-for-mail.tsx'

export function ForgotPasswordPage({ refusal, isSent }: { refusal: FormRefusal | null; isSent: boolean }) {
  if (isSent && refusal === null) return <MailAsked title={m.auth_forgot_sent_title()} text={m.auth_forgot_sent()} />
  return (
    <AskForMail
      title={m.auth_forgot_title()}
      description={m.auth_forgot_description()}
      action="/forgot-password"
      submit={m.auth_forgot_submit()}
      refusal={refusal}
    />
  )
}
