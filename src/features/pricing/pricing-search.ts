import type { Billing } from './plans'

/** `?billing=yearly`; by the month is the page's own address. */
export const pricingSearch = ({ billing }: Record<string, unknown>): { billing?: Exclude<Billing, 'monthly'> | undefined } => ({
  billing: billing === 'yearly' ? billing : undefined,
})
