import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_changed_subject({ brand: brand.name })
export const preview = () => m.email_changed_preview()

export function PasswordChanged({ name, resetUrl }: EmailProps<'password-changed'>) {
  return (
    <Layout
      preview={preview()}
      title={m.email_changed_title()}
      greeting={greeting(name)}
      reason={m.email_changed_reason({ brand: brand.name })}
    >
      <Paragraph>{m.email_changed_body({ brand: brand.name })}</Paragraph>
      <Paragraph>{m.email_changed_not_you()}</Paragraph>
      <Action url={resetUrl} label={m.email_changed_action()} />
      <Paragraph>{m.email_changed_mailbox({ address: brand.supportEmail })}</Paragraph>
    </Layout>
  )
}
