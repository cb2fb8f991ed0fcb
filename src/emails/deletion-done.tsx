import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.account_mail_gone_subject({ brand: brand.name })
export const preview = () => m.account_mail_gone_preview()

export function DeletionDone({ name, signUpUrl }: EmailProps<'deletion-done'>) {
  return (
    <Layout
      preview={preview()}
      title={m.account_mail_gone_title()}
      greeting={greeting(name)}
      reason={m.account_mail_gone_reason({ brand: brand.name })}
    >
      <Paragraph>{m.account_mail_gone_body({ brand: brand.name })}</Paragraph>
      <Paragraph>{m.account_mail_gone_back()}</Paragraph>
      <Action url={signUpUrl} label={m.account_mail_gone_action()} />
    </Layout>
  )
}
