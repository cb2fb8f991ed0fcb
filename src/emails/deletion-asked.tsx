import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { formatDate } from '~/lib/format'
import { getLocale } from '~/messages/generated/runtime'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'

export const subject = () => m.account_mail_leaving_subject({ brand: brand.name })
export const preview = () => m.account_mail_leaving_preview()

export function DeletionAsked({ name, dueAt, url }: EmailProps<'deletion-asked'>) {
  return (
    <Layout
      preview={preview()}
      title={m.account_mail_leaving_title()}
      greeting={greeting(name)}
      reason={m.account_mail_leaving_reason({ brand: brand.name })}
    >
      <Paragraph>{m.account_mail_leaving_body({ brand: brand.name, date: dateInWords(dueAt) })}</Paragraph>
      <Action url={url} label={m.account_mail_leaving_action()} />
      <Paragraph>{m.account_mail_leaving_not_you()}</Paragraph>
    </Layout>
  )
}

/** The day alone, in UTC: the hour means nothing a fortnight ahead. */
const dateInWords = (instant: string) => formatDate(new Date(instant), getLocale(), { dateStyle: 'long', timeZone: 'UTC' })
