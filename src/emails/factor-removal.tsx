import { brand } from '~/brand'
import { exactTime } from '~/lib/format'
import { m } from '~/messages/generated/messages'
import { getLocale } from '~/messages/generated/runtime'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.email_factor_removal_subject({ brand: brand.name })
export const preview = () => m.email_factor_removal_preview()

export function FactorRemoval({ name, dueAt, url }: EmailProps<'factor-removal'>) {
  const time = exactTime(new Date(dueAt), getLocale(), 'UTC')
  return (
    <Layout
      preview={preview()}
      title={m.email_factor_removal_title()}
      greeting={greeting(name)}
      reason={m.email_notice_reason({ brand: brand.name })}
    >
      <Paragraph>{m.email_factor_removal_body({ brand: brand.name, time })}</Paragraph>
      <Paragraph>{m.email_factor_removal_keep()}</Paragraph>
      <Action url={url} label={m.second_factor_keep_submit()} />
    </Layout>
  )
}
