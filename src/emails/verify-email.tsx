import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { linkExpiry } from './expiry'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_verify_subject({ brand: brand.name })
export const preview = () => m.email_verify_preview()

export function VerifyEmail({ name, url, expiresInMinutes }: EmailProps<'verify-email'>) {
  return (
    <Layout
      preview={preview()}
      title={m.email_verify_title()}
      greeting={greeting(name)}
      reason={m.email_verify_reason({ brand: brand.name })}
    >
      <Paragraph>{m.email_verify_body({ brand: brand.name })}</Paragraph>
      <Action url={url} label={m.email_verify_action()} />
      <Paragraph>{linkExpiry(expiresInMinutes)}</Paragraph>
      <Paragraph>{m.email_verify_ignore()}</Paragraph>
    </Layout>
  )
}
