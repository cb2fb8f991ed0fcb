import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_registered_subject({ brand: brand.name })
export const preview = () => m.email_registered_preview()

/** Someone tried to sign up with an address that has an account. The page said nothing; its owner learns it here. */
export function AlreadyRegistered({ name, signInUrl, resetUrl }: EmailProps<'already-registered'>) {
  return (
    <Layout
      preview={preview()}
      title={m.email_registered_title()}
      greeting={greeting(name)}
      reason={m.email_registered_reason({ brand: brand.name })}
    >
      <Paragraph>{m.email_registered_body({ brand: brand.name })}</Paragraph>
      <Action url={signInUrl} label={m.email_registered_action()} />
      <Paragraph>{m.email_registered_forgot()}</Paragraph>
      <Action url={resetUrl} label={m.email_registered_reset()} isSecondary />
      <Paragraph>{m.email_registered_ignore()}</Paragraph>
    </Layout>
  )
}
