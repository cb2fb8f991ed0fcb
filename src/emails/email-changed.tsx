import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { linkExpiry } from './expiry'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.account_mail_changed_subject({ brand: brand.name })
export const preview = () => m.account_mail_changed_preview()

export function EmailChanged({ name, newEmail, url, expiresInMinutes }: EmailProps<'email-changed'>) {
  return (
    <Layout
      preview={preview()}
      title={m.account_mail_changed_title()}
      greeting={greeting(name)}
      reason={m.account_mail_changed_reason({ brand: brand.name })}
    >
      <Paragraph>{m.account_mail_changed_body({ brand: brand.name, email: newEmail })}</Paragraph>
      <Paragraph>{m.account_mail_changed_not_you()}</Paragraph>
      <Action url={url} label={m.account_mail_changed_action()} />
      <Paragraph>{linkExpiry(expiresInMinutes)}</Paragraph>
      <Paragraph>{m.account_mail_changed_mailbox({ address: brand.supportEmail })}</Paragraph>
    </Layout>
  )
}
