import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { linkExpiry } from './expiry'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.account_mail_verify_subject({ brand: brand.name })
export const preview = () => m.account_mail_verify_preview()

export function EmailChangeVerify({ name, url, expiresInMinutes }: EmailProps<'email-change-verify'>) {
  return (
    <Layout
      preview={preview()}
      title={m.account_mail_verify_title()}
      greeting={greeting(name)}
      reason={m.account_mail_verify_reason({ brand: brand.name })}
    >
      <Paragraph>{m.account_mail_verify_body({ brand: brand.name })}</Paragraph>
      <Action url={url} label={m.account_mail_verify_action()} />
      <Paragraph>{linkExpiry(expiresInMinutes)}</Paragraph>
      <Paragraph>{m.account_mail_verify_ignore()}</Paragraph>
    </Layout>
  )
}
