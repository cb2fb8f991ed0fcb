import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { linkExpiry } from './expiry'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_reset_subject({ brand: brand.name })
export const preview = () => m.email_reset_preview()

export function ResetPassword({ name, url, expiresInMinutes }: EmailProps<'reset-password'>) {
  return (
    <Layout
      preview={preview()}
      title={m.email_reset_title()}
      greeting={greeting(name)}
      reason={m.email_reset_reason({ brand: brand.name })}
    >
      <Paragraph>{m.email_reset_body({ brand: brand.name })}</Paragraph>
      <Action url={url} label={m.email_reset_action()} />
      <Paragraph>{linkExpiry(expiresInMinutes)}</Paragraph>
      <Paragraph>{m.email_reset_once()}</Paragraph>
      <Paragraph>{m.email_reset_ignore()}</Paragraph>
    </Layout>
  )
}
