import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { linkExpiry } from './expiry'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.account_mail_confirm_subject({ brand: brand.name })
export const preview = () => m.account_mail_confirm_preview()

export function EmailChangeConfirm({ name, newEmail, url, expiresInMinutes }: EmailProps<'email-change-confirm'>) {
  return (
    <Layout
      preview={preview()}
      title={m.account_mail_confirm_title()}
      greeting={greeting(name)}
      reason={m.account_mail_confirm_reason({ brand: brand.name })}
    >
      <Paragraph>{m.account_mail_confirm_body({ brand: brand.name, email: newEmail })}</Paragraph>
      <Action url={url} label={m.account_mail_confirm_action()} />
      <Paragraph>{linkExpiry(expiresInMinutes)}</Paragraph>
      <Paragraph>{m.account_mail_confirm_ignore()}</Paragraph>
    </Layout>
  )
}
