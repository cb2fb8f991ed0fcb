import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_verify_subject({ brand: brand.name })

export function VerifyEmail({ name, url, expiresInMinutes }: EmailProps<'verify-email'>) {
  return (
    <Layout preview={m.email_verify_preview({ minutes: expiresInMinutes })} title={m.email_verify_title()} greeting={greeting(name)}>
      <Paragraph>{m.email_verify_body({ brand: brand.name })}</Paragraph>
      <Action url={url} label={m.email_verify_action()} />
      <Paragraph>{m.email_verify_ignore({ minutes: expiresInMinutes })}</Paragraph>
    </Layout>
  )
}
