import { m } from '#platform/i18n/generated/messages.js'
import { formatNumber } from '#platform/i18n/format.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { PLANS, type Plan } from './plans.ts'

const ROWS: { name: () => string; value: (plan: Plan) => string }[] = [
  { name: m.pages_pricing_row_people, value: ({ people }) => (people === null ? m.pages_pricing_unlimited() : count(people)) },
  { name: m.pages_pricing_row_history, value: ({ historyDays }) => m.pages_pricing_days({ count: historyDays }) },
  {
    name: m.pages_pricing_row_support,
    value: ({ supportWithinDays: days }) => (days === null ? m.pages_pricing_no() : m.pages_pricing_within_days({ count: days })),
  },
  { name: m.pages_pricing_row_invoice, value: ({ hasInvoice }) => (hasInvoice ? m.pages_pricing_yes() : m.pages_pricing_no()) },
]

export function PlanTable() {
  return (
    <section aria-labelledby="compare" className="grid grid-cols-1 gap-5">
      <h2 id="compare" className="text-xl font-semibold">
        {m.pages_pricing_compare()}
      </h2>
      {/* Focusable, since a keyboard must be able to scroll it sideways. */}
      <div role="group" aria-labelledby="compare" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[34rem] table-fixed text-sm">
          <thead>
            <tr className="border-b [&>*]:px-3 [&>*]:py-2.5 [&>*]:text-start [&>*]:font-medium">
              <th scope="col" className="ps-0! text-muted">
                {m.pages_pricing_plan()}
              </th>
              {PLANS.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y border-b">
            {ROWS.map(({ name, value }) => (
              <tr key={name()} className="[&>*]:px-3 [&>*]:py-2.5 [&>*]:text-start">
                <th scope="row" className="ps-0! font-normal text-muted">
                  {name()}
                </th>
                {PLANS.map((plan) => (
                  <td key={plan.id} className="tabular-nums">
                    {value(plan)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const count = (number: number) => formatNumber(number, getLocale())
