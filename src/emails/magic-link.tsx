import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { linkExpiry } from './expiry'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.passkeys_mail_subject({ brand: brand.name })
export const preview = () => m.passkeys_mail_preview()

export function MagicLink({ name, url, expiresInMinutes }: EmailProps<'magic-link'>) {
  return (
    <Layout
      preview={preview()}
      title={m.passkeys_mail_title()}
      greeting={greeting(name)}
      reason={m.passkeys_mail_reason({ brand: brand.name })}
    >
      <Paragraph>{m.passkeys_mail_body({ brand: brand.name })}</Paragraph>
      <Action url={url} label={m.passkeys_mail_action()} />
      <Paragraph>{linkExpiry(expiresInMinutes)}</Paragraph>
      <Paragraph>{m.passkeys_mail_once()}</Paragraph>
      <Paragraph>{m.passkeys_mail_ignore()}</Paragraph>
    </Layout>
  )
}
