import { oneOf, searchParams } from '~/lib/search-params'

/** `?billing=yearly`; by the month is the page's own address. */
export const pricingSearch = searchParams({ billing: oneOf('yearly') })
