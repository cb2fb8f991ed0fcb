import { Link } from '@tanstack/react-router'
import { m } from '#platform/i18n/generated/messages.js'

const LOOK =
  'inline-flex min-h-8 items-center rounded-sm px-3 font-medium text-muted hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:text-ink aria-[current=page]:shadow-xs'

const EXACTLY = { exact: true, includeSearch: true }

/** Two links: the period stands in the address. */
export function BillingSwitch() {
  return (
    <nav aria-label={m.pages_pricing_period()} className="inline-flex w-fit rounded-md border bg-sunken p-0.5 text-sm">
      <Link reloadDocument to="/pricing" activeOptions={EXACTLY} className={LOOK}>
        {m.pages_pricing_monthly()}
      </Link>
      <Link reloadDocument to="/pricing" search={{ billing: 'yearly' }} activeOptions={EXACTLY} className={LOOK}>
        {m.pages_pricing_yearly()}
      </Link>
    </nav>
  )
}
