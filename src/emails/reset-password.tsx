import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_reset_subject({ brand: brand.name })

export function ResetPassword({ name, url, expiresInMinutes }: EmailProps<'reset-password'>) {
  return (
    <Layout preview={m.email_reset_preview({ minutes: expiresInMinutes })} title={m.email_reset_title()} greeting={greeting(name)}>
      <Paragraph>{m.email_reset_body({ brand: brand.name })}</Paragraph>
      <Action url={url} label={m.email_reset_action()} />
      <Paragraph>{m.email_reset_expiry({ minutes: expiresInMinutes })}</Paragraph>
      <Paragraph>{m.email_reset_ignore()}</Paragraph>
    </Layout>
  )
}
