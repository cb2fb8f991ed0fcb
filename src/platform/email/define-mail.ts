import { z } from 'zod'
import { brand } from '#brand.ts'
import { greeting } from './greeting.ts'

/** A button, and its address in full below. */
export type Action = { url: string; label: string; isSecondary?: boolean }
/** `Device: Chrome`, a line each. */
export type Facts = { facts: { term: string; value: string }[] }
/** A string is a paragraph. */
export type Block = string | Action | Facts

export type MailContent = {
  subject: string
  /** What inboxes show after the subject. */
  preview: string
  title: string
  greeting: string
  body: Block[]
  /** Why this person gets this email. */
  reason: string
}

/** An email that `defineMail` has made. */
export type Email = {
  template: string
  sample: { template: string; props: { name: string } }
  /** Throws where `props` are not this email's. */
  content: (props: unknown) => MailContent
}

/** Each text is made from the email's props and the product's name, while rendering: the language is the recipient's. */
type Text<Props, Result = string> = (named: Props & { brand: string }) => Result

type MailDefinition<Template extends string, Props> = {
  template: Template
  /** What the email needs. Plain data, since it travels through the job queue. */
  schema: z.ZodType<Props>
  /** For the gallery at /dev/emails and for tests. */
  sample: NoInfer<Props>
  subject: Text<NoInfer<Props>>
  preview: Text<NoInfer<Props>>
  title: Text<NoInfer<Props>>
  body: Text<NoInfer<Props>, Block[]>
  reason: Text<NoInfer<Props>>
}

export function defineMail<const Template extends string, Props extends { name: string }>({
  template,
  schema,
  sample,
  ...texts
}: MailDefinition<Template, Props>) {
  return {
    template,
    sample: { template, props: sample },
    content(props: unknown): MailContent {
      const named = { ...schema.parse(props), brand: brand.name }
      return {
        subject: texts.subject(named),
        preview: texts.preview(named),
        title: texts.title(named),
        greeting: greeting(named.name),
        body: texts.body(named),
        reason: texts.reason(named),
      }
    },
  }
}
