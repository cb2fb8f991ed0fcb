import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.account_mail_known_subject({ brand: brand.name })
export const preview = () => m.account_mail_known_preview()

export function EmailChangeKnown({ name, signInUrl }: EmailProps<'email-change-known'>) {
  return (
    <Layout
      preview={preview()}
      title={m.account_mail_known_title()}
      greeting={greeting(name)}
      reason={m.account_mail_known_reason({ brand: brand.name })}
    >
      <Paragraph>{m.account_mail_known_body({ brand: brand.name })}</Paragraph>
      <Action url={signInUrl} label={m.account_mail_known_action()} />
      <Paragraph>{m.account_mail_known_ignore()}</Paragraph>
    </Layout>
  )
}
