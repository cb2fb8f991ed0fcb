import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { BackToSignIn } from '#ui/back-to-sign-in.tsx'
import { LinkOutcome, TokenLinkPage } from '#ui/token-link-page.tsx'
import type { KeepSearch } from './keep-search.ts'

/** Where a deletion ends and where it is taken back. Nobody is signed in here: every session ended when it was asked for. */
export function KeepAccountPage({ refusal, search: { token = '', asked, kept } }: { refusal: FormRefusal | null; search: KeepSearch }) {
  const footer = <BackToSignIn />
  if (kept !== undefined) return <LinkOutcome title={m.account_kept_title()} text={m.account_kept()} footer={footer} />
  if (asked !== undefined) return <LinkOutcome tone="info" title={m.account_leaving_title()} text={m.account_leaving()} footer={footer} />
  return (
    <TokenLinkPage
      title={m.account_keep_title()}
      description={m.account_keep_description()}
      action="/keep-account"
      token={token}
      refusal={refusal}
      submit={m.account_keep_submit()}
      footer={footer}
    />
  )
}
