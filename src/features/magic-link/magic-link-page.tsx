import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AskForMail, MailAsked } from '#ui/ask-for-mail.tsx'
import { TokenLinkPage } from '#ui/token-link-page.tsx'
import type { MagicLinkSearch } from './magic-link-search.ts'

const PATH = '/magic-link'

type MagicLinkPageProps = { refusal: FormRefusal | null; search: MagicLinkSearch }

export function MagicLinkPage({ refusal, search }: MagicLinkPageProps) {
  if (search.token !== undefined) return <UseLink refusal={refusal} token={search.token} redirect={search.redirect ?? ''} />
  if (search.sent === 'yes' && refusal === null) return <MailAsked title={m.passkeys_link_sent_title()} text={m.passkeys_link_sent()} />
  return <AskForLink refusal={refusal} redirect={search.redirect ?? ''} />
}

function AskForLink({ refusal, redirect }: { refusal: FormRefusal | null; redirect: string }) {
  return (
    <AskForMail
      title={m.passkeys_link_title()}
      description={m.passkeys_link_description()}
      action={PATH}
      submit={m.passkeys_link_submit()}
      refusal={refusal}
    >
      <input type="hidden" name="redirect" value={redirect} />
    </AskForMail>
  )
}

function UseLink({ refusal, token, redirect }: { refusal: FormRefusal | null; token: string; redirect: string }) {
  return (
    <TokenLinkPage
      title={m.passkeys_link_open_title()}
      description={m.passkeys_link_open_description()}
      action={PATH}
      token={token}
      refusal={refusal}
      submit={m.passkeys_link_open_submit()}
      footer={<NewLink redirect={redirect} />}
    >
      {() => <input type="hidden" name="redirect" value={redirect} />}
    </TokenLinkPage>
  )
}

function NewLink({ redirect }: { redirect: string }) {
  return (
    <Link to={PATH} search={{ redirect: redirect === '' ? undefined : redirect, token: undefined, sent: undefined }} className="link">
      {m.passkeys_link_new()}
    </Link>
  )
}
