import type { ReactNode } from 'react'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from './auth-frame.tsx'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { type FormParts, PostForm } from './post-form.tsx'

export type TokenLinkPageProps = {
  title: string
  description: string
  action: string
  /** Empty where the page was opened without the link. */
  token: string
  refusal: FormRefusal | null
  submit: string
  variant?: 'primary' | 'danger'
  footer: ReactNode
  /** Between the heading and the form. */
  above?: ReactNode
  /** The form's own fields. */
  children?: (parts: FormParts) => ReactNode
}

/** Where an emailed link leads. Mail scanners open links, so that only this page's POST does something. */
export function TokenLinkPage(props: TokenLinkPageProps) {
  const { title, description, action, token, refusal, submit, variant = 'primary', footer, above, children } = props
  if (token === '')
    return (
      <AuthFrame title={title} footer={footer}>
        <Banner tone="warning">{m.auth_link_missing()}</Banner>
      </AuthFrame>
    )
  return (
    <AuthFrame title={title} description={description} footer={footer}>
      {above}
      <PostForm action={action} refusal={refusal}>
        {(parts) => (
          <>
            <input type="hidden" name="token" value={token} />
            {children?.(parts)}
            <Button type="submit" variant={variant} busy={parts.busy}>
              {submit}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

type LinkOutcomeProps = {
  title: string
  footer: ReactNode
  tone?: 'success' | 'info'
  heading?: string
  text: string
  /** Below the banner. */
  children?: ReactNode
}

/** What the POST has done. */
export function LinkOutcome({ title, footer, tone = 'success', heading, text, children }: LinkOutcomeProps) {
  return (
    <AuthFrame title={title} footer={footer}>
      <Banner tone={tone} role="status" title={heading}>
        {text}
      </Banner>
      {children}
    </AuthFrame>
  )
}
