import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { BackToSignIn } from '#ui/back-to-sign-in.tsx'
import { LinkOutcome, TokenLinkPage } from '#ui/token-link-page.tsx'
import type { KeepTwoFactorSearch } from './keep-two-factor-search.ts'

type Props = { refusal: FormRefusal | null; search: KeepTwoFactorSearch }

/** Where the emailed link cancels a removal. */
export function KeepTwoFactorPage({ refusal, search: { token = '', kept } }: Props) {
  const footer = <BackToSignIn />
  if (kept !== undefined)
    return (
      <LinkOutcome title={m.second_factor_name()} heading={m.second_factor_kept()} text={m.second_factor_keep_done()} footer={footer} />
    )
  return (
    <TokenLinkPage
      title={m.second_factor_keep_title()}
      description={m.second_factor_keep_description()}
      action="/keep-two-factor"
      token={token}
      refusal={refusal}
      submit={m.second_factor_keep_submit()}
      footer={footer}
    />
  )
}
