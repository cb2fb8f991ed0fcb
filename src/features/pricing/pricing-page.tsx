import { Hydrate } from '@tanstack/react-start'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { buttonLook } from '#ui/button-look.ts'
import { PublicHeading } from '#ui/public-heading.tsx'
import { PublicPage } from '#ui/public-page.tsx'
import { SampleNote } from '#ui/sample-note.tsx'
import { useServerHtml } from '#ui/use-server-html.ts'
import { BillingSwitch } from './billing-switch.tsx'
import { PlanCards } from './plan-cards.tsx'
import { PlanTable } from './plan-table.tsx'
import type { Billing } from './plans.ts'

export function PricingPage({ isSignedIn, billing }: { isSignedIn: boolean; billing: Billing }) {
  return (
    <PublicPage isSignedIn={isSignedIn}>
      {/* By its key: what came as the server's HTML cannot change, so another period is drawn anew. */}
      <Plans key={billing} billing={billing} />
    </PublicPage>
  )
}

function Plans({ billing }: { billing: Billing }) {
  const serverHtml = useServerHtml()
  return (
    <Hydrate when={serverHtml}>
      <div className="grid grid-cols-1 gap-12 py-12 sm:py-16">
        <div className="grid gap-6">
          <PublicHeading title={m.pages_pricing_title()}>
            <p>{m.pages_pricing_lead()}</p>
          </PublicHeading>
          <SampleNote file="src/features/pricing/plans.ts" />
        </div>
        <div className="grid grid-cols-1 gap-6">
          <BillingSwitch />
          <PlanCards billing={billing} />
        </div>
        <PlanTable />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-muted">{m.pages_pricing_contact_text()}</p>
          <a href={`mailto:${brand.supportEmail}`} className={buttonLook('secondary', 'sm')}>
            {m.pages_pricing_contact()}
          </a>
        </div>
      </div>
    </Hydrate>
  )
}
