import { Hydrate } from '@tanstack/react-start'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { PublicPage } from '#ui/public-page.tsx'
import { useServerHtml } from '#ui/use-server-html.ts'
import { LegalText } from './legal-text.tsx'

export function TermsPage({ isSignedIn }: { isSignedIn: boolean }) {
  const serverHtml = useServerHtml()
  return (
    <PublicPage isSignedIn={isSignedIn}>
      <Hydrate when={serverHtml}>
        <Terms />
      </Hydrate>
    </PublicPage>
  )
}

function Terms() {
  const { company, supportEmail } = brand
  return (
    <LegalText
      title={m.pages_terms_title()}
      lead={m.pages_terms_lead({ company: company.name })}
      file="src/features/legal/terms-page.tsx"
      sections={[
        {
          id: 'who',
          title: m.pages_terms_who(),
          body: <p>{m.pages_terms_who_text({ company: company.name, address: company.address })}</p>,
        },
        { id: 'account', title: m.pages_terms_account(), body: <p>{m.pages_terms_account_text()}</p> },
        { id: 'use', title: m.pages_terms_use(), body: <p>{m.pages_terms_use_text()}</p> },
        { id: 'content', title: m.pages_terms_content(), body: <p>{m.pages_terms_content_text()}</p> },
        { id: 'price', title: m.pages_terms_price(), body: <p>{m.pages_terms_price_text()}</p> },
        { id: 'end', title: m.pages_terms_end(), body: <p>{m.pages_terms_end_text({ mail: supportEmail })}</p> },
        { id: 'liability', title: m.pages_terms_liability(), body: <p>{m.pages_terms_liability_text()}</p> },
        { id: 'changes', title: m.pages_terms_changes(), body: <p>{m.pages_terms_changes_text()}</p> },
      ]}
    />
  )
}
