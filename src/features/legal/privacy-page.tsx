import { Hydrate } from '@tanstack/react-start'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { DescriptionList } from '#ui/description-list.tsx'
import { PublicPage } from '#ui/public-page.tsx'
import { useServerHtml } from '#ui/use-server-html.ts'
import { LegalText } from './legal-text.tsx'

/** By name; a test compares them with the source, and with what someone gets who signs up and in. */
const COOKIES = [
  { name: 'gatehouse.session_token', text: m.pages_privacy_cookie_session },
  { name: 'gatehouse.dont_remember', text: m.pages_privacy_cookie_dont_remember },
  { name: 'gatehouse.two_factor', text: m.pages_privacy_cookie_two_factor },
  { name: 'gatehouse.trusted', text: m.pages_privacy_cookie_trusted },
  { name: 'gatehouse.known_device', text: m.limits_cookie_known_device },
  { name: 'gatehouse.codes', text: m.pages_privacy_cookie_codes },
  { name: 'gatehouse.passkey_challenge', text: m.pages_privacy_cookie_passkey },
  { name: 'gatehouse.state', text: m.pages_privacy_cookie_state },
  { name: 'gatehouse.way', text: m.pages_privacy_cookie_way },
  { name: 'gatehouse.cookies', text: m.pages_privacy_cookie_probe },
  { name: 'gatehouse.sign_up', text: m.pages_privacy_cookie_sign_up },
  { name: 'gatehouse.pending', text: m.pages_privacy_cookie_pending },
  { name: 'gatehouse.form', text: m.pages_privacy_cookie_form },
  { name: 'gatehouse.unsent', text: m.pages_privacy_cookie_unsent },
  { name: 'gatehouse.account_changed', text: m.pages_privacy_cookie_account_changed },
  { name: 'gatehouse.started', text: m.pages_privacy_cookie_started },
  { name: 'locale', text: m.pages_privacy_cookie_locale },
  { name: 'theme', text: m.pages_privacy_cookie_theme },
]

const DATA = [
  { term: m.pages_privacy_data_account, description: m.pages_privacy_data_account_text },
  { term: m.pages_privacy_data_sessions, description: m.pages_privacy_data_sessions_text },
  { term: m.pages_privacy_data_factors, description: m.pages_privacy_data_factors_text },
  { term: m.pages_privacy_data_connections, description: m.pages_privacy_data_connections_text },
  { term: m.pages_privacy_data_picture, description: m.pages_privacy_data_picture_text },
  { term: m.pages_privacy_data_events, description: m.pages_privacy_data_events_text },
  { term: m.pages_privacy_data_mails, description: m.pages_privacy_data_mails_text },
  { term: m.pages_privacy_data_tries, description: m.pages_privacy_data_tries_text },
  { term: m.pages_privacy_data_log, description: m.pages_privacy_data_log_text },
]

export function PrivacyPage({ isSignedIn }: { isSignedIn: boolean }) {
  const serverHtml = useServerHtml()
  return (
    <PublicPage isSignedIn={isSignedIn}>
      <Hydrate when={serverHtml}>
        <Privacy />
      </Hydrate>
    </PublicPage>
  )
}

function Privacy() {
  const { company, supportEmail } = brand
  return (
    <LegalText
      title={m.pages_privacy_title()}
      lead={m.pages_privacy_lead()}
      file="src/features/legal/privacy-page.tsx"
      sections={[
        {
          id: 'who',
          title: m.pages_privacy_who(),
          body: <p>{m.pages_privacy_who_text({ company: company.name, address: company.address, mail: supportEmail })}</p>,
        },
        {
          id: 'data',
          title: m.pages_privacy_data(),
          body: <DescriptionList items={DATA.map(({ term, description }) => ({ term: term(), description: description() }))} />,
        },
        { id: 'cookies', title: m.pages_privacy_cookies(), body: <Cookies /> },
        { id: 'others', title: m.pages_privacy_others(), body: <p>{m.pages_privacy_others_text()}</p> },
        { id: 'rights', title: m.pages_privacy_rights(), body: <p>{m.pages_privacy_rights_text({ mail: supportEmail })}</p> },
      ]}
    />
  )
}

function Cookies() {
  return (
    <>
      <p>{m.pages_privacy_cookies_text()}</p>
      <dl className="grid divide-y border-y text-sm">
        {COOKIES.map(({ name, text }) => (
          <div key={name} className="grid gap-x-6 gap-y-0.5 py-3 sm:grid-cols-[13rem_1fr]">
            <dt className="font-mono text-xs/5.5">
              <bdi>{name}</bdi>
            </dt>
            <dd className="text-muted">{text()}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
