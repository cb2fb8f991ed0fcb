import { m } from '#platform/i18n/generated/messages.js'
import { Section } from './section.tsx'

const FEATURES = [
  { name: m.pages_claim_sign_up, text: m.pages_claim_sign_up_text },
  { name: m.pages_claim_sessions, text: m.pages_claim_sessions_text },
  { name: m.pages_claim_reset, text: m.pages_claim_reset_text },
  { name: m.pages_claim_two_factor, text: m.pages_claim_two_factor_text },
  { name: m.pages_claim_passkeys, text: m.pages_claim_passkeys_text },
  { name: m.pages_claim_providers, text: m.pages_claim_providers_text },
  { name: m.pages_claim_step_up, text: m.pages_claim_step_up_text },
  { name: m.pages_claim_account, text: m.pages_claim_account_text },
  { name: m.pages_claim_notices, text: m.pages_claim_notices_text },
  { name: m.pages_claim_secrets, text: m.pages_claim_secrets_text },
  { name: m.pages_claim_passwords, text: m.pages_claim_passwords_text },
  { name: m.pages_claim_enumeration, text: m.pages_claim_enumeration_text },
  { name: m.pages_claim_guards, text: m.pages_claim_guards_text },
  { name: m.pages_claim_forms, text: m.pages_claim_forms_text },
  { name: m.pages_claim_scripts, text: m.pages_claim_scripts_text },
  { name: m.pages_claim_mail, text: m.pages_claim_mail_text },
  { name: m.pages_claim_events, text: m.pages_claim_events_text },
  { name: m.pages_claim_outages, text: m.pages_claim_outages_text },
  { name: m.pages_claim_postgres, text: m.pages_claim_postgres_text },
  { name: m.pages_claim_access, text: m.pages_claim_access_text },
]

export function FeatureTable() {
  return (
    <Section id="features" title={m.landing_features_title()} text={m.landing_features_text()}>
      <div className="grid gap-6">
        {/* Rows stack on narrow screens; the roles keep it a table for screen readers. */}
        <table role="table" className="block border-y text-sm md:table md:w-full">
          <thead role="rowgroup" className="sr-only">
            <tr role="row">
              {[m.landing_column_feature(), m.landing_column_how()].map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="block divide-y md:table-row-group">
            {FEATURES.map(({ name, text }) => (
              <tr role="row" key={name()} className="grid gap-1 py-4 md:table-row md:[&>*]:py-3.5 md:[&>*]:align-baseline">
                <th role="rowheader" scope="row" className="text-start font-semibold md:w-64 md:pe-8">
                  {name()}
                </th>
                <td role="cell" className="max-w-[70ch] text-pretty text-muted">
                  {text()}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="max-w-[64ch] text-sm text-pretty text-muted">
          <strong className="me-2 font-semibold text-ink">{m.landing_not_yet_title()}</strong>
          {m.landing_not_yet_text()}
        </p>
      </div>
    </Section>
  )
}
