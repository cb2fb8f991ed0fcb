import { oneOf, searchParams } from '#platform/forms/search-params.ts'

/** `?billing=yearly`; by the month is the page's own address. */
export const pricingSearch = searchParams({ billing: oneOf('yearly') })
