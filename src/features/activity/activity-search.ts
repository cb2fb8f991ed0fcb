import { oneOf, pageNumber, searchParams, textLike } from '#platform/forms/search-params.ts'

/** How far back the log can be asked for, in days. */
export const PERIODS_DAYS = [7, 30, 90] as const
export const SORTS = ['time', '-time'] as const

export const activitySearch = searchParams({
  // By its shape: the catalogue of events is long. `knownKind` knows which ones there are.
  kind: textLike(/^[a-z_]+\.[a-z_]+$/),
  days: oneOf(...PERIODS_DAYS),
  sort: oneOf(...SORTS),
  page: pageNumber,
})

export type ActivitySearch = ReturnType<typeof activitySearch>
