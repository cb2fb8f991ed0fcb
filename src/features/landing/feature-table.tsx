import { m } from '~/messages/generated/messages'

/** What is there today, and the file in which to check it. A line goes in with the code that makes it true. */
const FEATURES = [
  { name: m.landing_feature_password, text: m.landing_feature_password_text, path: 'src/auth/auth.server.ts' },
  { name: m.landing_feature_reset, text: m.landing_feature_reset_text, path: 'src/features/password-reset' },
  { name: m.landing_feature_hash, text: m.landing_feature_hash_text, path: 'src/auth/password.server.ts' },
  { name: m.landing_feature_sessions, text: m.landing_feature_sessions_text, path: 'src/db/schema/auth.ts' },
  { name: m.landing_feature_guards, text: m.landing_feature_guards_text, path: 'src/auth/guards.ts' },
  { name: m.landing_feature_mail, text: m.landing_feature_mail_text, path: 'src/emails/queue.server.ts' },
  { name: m.landing_feature_events, text: m.landing_feature_events_text, path: 'src/events/record.server.ts' },
  { name: m.landing_feature_forms, text: m.landing_feature_forms_text, path: 'src/ui/post-form.tsx' },
  { name: m.landing_feature_postgres, text: m.landing_feature_postgres_text, path: 'scripts/postgres' },
  { name: m.landing_feature_tests, text: m.landing_feature_tests_text, path: 'tests' },
]

export function FeatureTable() {
  return (
    <section aria-labelledby="features" className="grid gap-8">
      <div className="grid gap-2">
        <h2 id="features" className="text-2xl font-semibold">
          {m.landing_features_title()}
        </h2>
        <p className="max-w-[64ch] text-pretty text-muted">{m.landing_features_text()}</p>
      </div>
      {/* Rows stack on narrow screens; the roles keep it a table for screen readers. */}
      <table role="table" className="block border-t text-sm md:table md:w-full">
        <thead role="rowgroup" className="sr-only">
          <tr role="row">
            <th role="columnheader" scope="col">
              {m.landing_column_feature()}
            </th>
            <th role="columnheader" scope="col">
              {m.landing_column_how()}
            </th>
            <th role="columnheader" scope="col">
              {m.landing_column_where()}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="block md:table-row-group">
          {FEATURES.map(({ name, text, path }) => (
            <tr role="row" key={path} className="grid gap-1 border-b py-4 md:table-row md:[&>*]:py-4">
              <th role="rowheader" scope="row" className="text-left font-semibold md:w-56 md:pr-8 md:align-baseline">
                {name()}
              </th>
              <td role="cell" className="text-pretty text-muted md:pr-8 md:align-baseline">
                {text()}
              </td>
              <td role="cell" className="font-mono text-xs text-muted md:text-right md:align-baseline">
                {path}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="max-w-[64ch] text-sm text-pretty text-muted">
        <strong className="font-semibold text-ink">{m.landing_not_yet_title()}</strong> {m.landing_not_yet_text()}
      </p>
    </section>
  )
}
