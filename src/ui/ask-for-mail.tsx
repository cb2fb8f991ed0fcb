import type { ReactNode } from 'react'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from './auth-frame.tsx'
import { BackToSignIn } from './back-to-sign-in.tsx'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { HoneypotField } from './honeypot-field.tsx'
import { MailboxLink } from './mailbox-link.tsx'
import { PostForm } from './post-form.tsx'
import { TextField } from './text-field.tsx'

type AskForMailProps = {
  title: string
  description: string
  action: string
  submit: string
  refusal: FormRefusal | null
  /** Hidden fields that go with the address. */
  children?: ReactNode
}

/** Takes the address that a link is to be mailed to. */
export function AskForMail({ title, description, action, submit, refusal, children }: AskForMailProps) {
  return (
    <AuthFrame title={title} description={description} footer={<BackToSignIn />}>
      <PostForm action={action} refusal={refusal}>
        {({ busy, field }) => (
          <>
            {children}
            <HoneypotField />
            <TextField
              {...field('email')}
              label={m.auth_email()}
              type="email"
              autoComplete="username"
              required
              autoFocus={refusal === null}
            />
            <Button type="submit" busy={busy}>
              {submit}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

/** The one answer to every address, known or not. */
export function MailAsked({ title, text }: { title: string; text: string }) {
  return (
    <AuthFrame title={title} footer={<BackToSignIn />}>
      <Banner tone="success" role="status">
        {text}
      </Banner>
      <MailboxLink />
    </AuthFrame>
  )
}
