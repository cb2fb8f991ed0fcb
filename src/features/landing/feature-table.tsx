import { CLAIMS, testCount } from '~/features/proof/claims'
import { m } from '~/messages/generated/messages'
import { Section } from './section'

/** What there is today. A row is a claim of `src/features/proof`, so it cannot be here without its tests. */
export function FeatureTable() {
  return (
    <Section id="features" title={m.landing_features_title()} text={m.landing_features_text()}>
      <div className="grid gap-6">
        {/* Rows stack on narrow screens; the roles keep it a table for screen readers. */}
        <table role="table" className="block border-y text-sm md:table md:w-full">
          <thead role="rowgroup" className="sr-only">
            <tr role="row">
              {[m.landing_column_feature(), m.landing_column_how(), m.landing_column_proof()].map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="block divide-y md:table-row-group">
            {CLAIMS.map(({ id, name, text }) => (
              <tr role="row" key={id} className="grid gap-1 py-4 md:table-row md:[&>*]:py-3.5 md:[&>*]:align-baseline">
                <th role="rowheader" scope="row" className="text-start font-semibold md:w-64 md:pe-8">
                  {name()}
                </th>
                <td role="cell" className="max-w-[70ch] text-pretty text-muted md:pe-8">
                  {text()}
                </td>
                <td role="cell" className="md:text-end md:whitespace-nowrap">
                  <ProofLink id={id} feature={name()} />
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

function ProofLink({ id, feature }: { id: (typeof CLAIMS)[number]['id']; feature: string }) {
  const tests = m.landing_tests({ count: testCount(id) })
  return (
    <a href={`/proof#${id}`} aria-label={m.landing_tests_of({ tests, feature })} className="link tabular-nums">
      {tests}
    </a>
  )
}
