const DONE = ['asked', 'cancelled'] as const
const STEPS = ['half', 'changed', 'undone'] as const

export type EmailDone = (typeof DONE)[number]
export type EmailStep = (typeof STEPS)[number]

export const accountSearch = ({ done }: Record<string, unknown>): { done?: EmailDone | undefined } => ({
  done: DONE.find((known) => known === done),
})

/** Of a page that a mail links to: the token, and, after its post, how far the change is. */
export const emailLinkSearch = ({
  token,
  done,
}: Record<string, unknown>): { token?: string | undefined; done?: EmailStep | undefined } => ({
  token: typeof token === 'string' || typeof token === 'number' ? String(token) : undefined,
  done: STEPS.find((known) => known === done),
})
