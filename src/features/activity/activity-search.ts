/** How far back the log can be asked for, in days. */
export const PERIODS_DAYS = [7, 30, 90] as const
export const SORTS = ['time', '-time'] as const
export const PAGE_MAX = 10_000

export type ActivitySearch = {
  kind?: string | undefined
  days?: (typeof PERIODS_DAYS)[number] | undefined
  sort?: (typeof SORTS)[number] | undefined
  page?: number | undefined
}

/**
 * Whatever an address says, the page opens. A key that is left out here would keep what the address says.
 * Checked by hand: routes load with every page, and a schema library would too.
 */
export function activitySearch({ kind, days, sort, page }: Record<string, unknown>): ActivitySearch {
  return {
    kind: looksLikeEvent(kind) ? kind : undefined,
    days: isOneOf(PERIODS_DAYS, days) ? days : undefined,
    sort: isOneOf(SORTS, sort) ? sort : undefined,
    page: isPage(page) ? page : undefined,
  }
}

/** By its shape: routes load with every page, and the catalogue is long. `knownKind` knows which ones there are. */
const looksLikeEvent = (kind: unknown): kind is string => typeof kind === 'string' && /^[a-z_]+\.[a-z_]+$/.test(kind)

function isOneOf<Value>(values: readonly Value[], value: unknown): value is Value {
  return values.some((known) => known === value)
}

const isPage = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= PAGE_MAX
