import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Section } from './section.tsx'

const ROWS = [
  { question: m.landing_rent_data, hosted: m.landing_rent_data_hosted, own: m.landing_rent_data_own },
  { question: m.landing_rent_change, hosted: m.landing_rent_change_hosted, own: m.landing_rent_change_own },
  { question: m.landing_rent_bill, hosted: m.landing_rent_bill_hosted, own: m.landing_rent_bill_own },
  { question: m.landing_rent_outage, hosted: m.landing_rent_outage_hosted, own: m.landing_rent_outage_own },
  { question: m.landing_rent_upkeep, hosted: m.landing_rent_upkeep_hosted, own: m.landing_rent_upkeep_own },
  { question: m.landing_rent_breadth, hosted: m.landing_rent_breadth_hosted, own: m.landing_rent_breadth_own },
]

export function Comparison() {
  const own = m.landing_rent_own({ brand: brand.name })
  const hosted = m.landing_rent_hosted()
  return (
    <Section id="compared" title={m.landing_rent_title()} text={m.landing_rent_text()}>
      <div className="grid gap-6">
        {/* On narrow screens each cell says whose it is. */}
        <table role="table" className="block text-sm md:table md:w-full md:table-fixed">
          <thead role="rowgroup" className="max-md:sr-only">
            <tr role="row" className="text-start [&>*]:pb-3 [&>*]:text-start [&>*]:font-medium">
              <th role="columnheader" scope="col" className="w-56">
                <span className="sr-only">{m.landing_rent_column()}</span>
              </th>
              <th role="columnheader" scope="col" className="text-muted">
                {hosted}
              </th>
              <th role="columnheader" scope="col">
                {own}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup" className="block divide-y border-y md:table-row-group">
            {ROWS.map((row) => (
              <tr
                role="row"
                key={row.question()}
                className="grid gap-2 py-4 md:table-row md:[&>*]:py-3.5 md:[&>*]:pe-8 md:[&>*]:align-baseline"
              >
                <th role="rowheader" scope="row" className="text-start font-semibold">
                  {row.question()}
                </th>
                <td role="cell" className="text-pretty text-muted">
                  <Owner name={hosted} />
                  {row.hosted()}
                </td>
                <td role="cell" className="text-pretty">
                  <Owner name={own} />
                  {row.own()}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="max-w-[64ch] text-pretty text-muted">{m.landing_rent_advice()}</p>
      </div>
    </Section>
  )
}

const Owner = ({ name }: { name: string }) => (
  <span aria-hidden className="block text-xs font-medium text-faint md:hidden">
    {name}
  </span>
)
