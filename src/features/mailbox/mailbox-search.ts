import { type MailView, mailView } from './mail-view.ts'

/** `mail` is the id of the open one; without, the newest is open where there is room for both. */
export type MailboxSearch = MailView & { mail?: string | undefined }

export function mailboxSearch({ mail, ...view }: Record<string, unknown>): MailboxSearch {
  return { ...mailView(view), mail: typeof mail === 'string' ? mail : undefined }
}
