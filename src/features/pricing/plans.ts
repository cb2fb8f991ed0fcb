import { m } from '#platform/i18n/generated/messages.js'

export type Billing = 'monthly' | 'yearly'

export type Plan = {
  id: string
  name: () => string
  text: () => string
  /** In whole units of `CURRENCY`; 0 is free. A year is paid at once. */
  price: Record<Billing, number>
  /** Shown first among equals: at most one plan. */
  isMain?: true
  /** People; null for as many as there are. */
  people: number | null
  historyDays: number
  supportWithinDays: number | null
  hasInvoice: boolean
}

/** ISO 4217. */
export const CURRENCY = 'EUR'

/** Samples: a fork writes its own. The page is made from this list. */
export const PLANS: Plan[] = [
  {
    id: 'solo',
    name: m.pages_pricing_solo,
    text: m.pages_pricing_solo_text,
    price: { monthly: 0, yearly: 0 },
    people: 1,
    historyDays: 30,
    supportWithinDays: null,
    hasInvoice: false,
  },
  {
    id: 'team',
    name: m.pages_pricing_team,
    text: m.pages_pricing_team_text,
    price: { monthly: 19, yearly: 190 },
    isMain: true,
    people: 10,
    historyDays: 180,
    supportWithinDays: 2,
    hasInvoice: false,
  },
  {
    id: 'company',
    name: m.pages_pricing_company,
    text: m.pages_pricing_company_text,
    price: { monthly: 89, yearly: 890 },
    people: null,
    historyDays: 365,
    supportWithinDays: 1,
    hasInvoice: true,
  },
]
