import { cx } from '#ui/cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { formatNumber } from '#platform/i18n/format.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { ButtonLink } from '#ui/button-link.tsx'
import { type Billing, CURRENCY, PLANS, type Plan } from './plans.ts'

export function PlanCards({ billing }: { billing: Billing }) {
  return (
    <div className="grid grid-cols-1 rounded-xl border bg-surface shadow-xs max-md:divide-y md:grid-cols-3 md:divide-x rtl:divide-x-reverse">
      {PLANS.map((plan) => (
        <PlanCard key={plan.id} plan={plan} billing={billing} />
      ))}
    </div>
  )
}

function PlanCard({ plan, billing }: { plan: Plan; billing: Billing }) {
  const price = plan.price[billing]
  return (
    <section aria-labelledby={`plan-${plan.id}`} className="grid content-start gap-6 p-6 lg:p-8">
      <div className="grid gap-1">
        <h2 id={`plan-${plan.id}`} className={cx('text-lg font-semibold', plan.isMain && 'text-accent-ink')}>
          {plan.name()}
        </h2>
        <p className="text-sm text-pretty text-muted">{plan.text()}</p>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-[2.25rem]/none font-semibold tracking-tight tabular-nums">{money(price)}</span>
        <span className="text-sm text-muted">{price === 0 ? m.pages_pricing_free() : period(billing)}</span>
      </p>
      <ButtonLink
        reloadDocument
        to="/sign-up"
        variant={plan.isMain ? 'primary' : 'secondary'}
        aria-label={m.pages_pricing_start_named({ plan: plan.name() })}
        className="w-full"
      >
        {m.pages_pricing_start()}
      </ButtonLink>
    </section>
  )
}

const period = (billing: Billing) => (billing === 'monthly' ? m.pages_pricing_per_month() : m.pages_pricing_per_year())

const money = (amount: number) => formatNumber(amount, getLocale(), { style: 'currency', currency: CURRENCY, maximumFractionDigits: 0 })
