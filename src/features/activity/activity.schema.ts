import { z } from 'zod'
import { PAGE_MAX } from '#platform/forms/search-params.ts'
import { PERIODS_DAYS, SORTS } from './activity-search.ts'
import { EVENT_NAMES } from './events.ts'

export const ActivityInput = z.object({
  kind: z.enum(EVENT_NAMES).optional(),
  days: z.literal(PERIODS_DAYS).optional(),
  sort: z.enum(SORTS).default('-time'),
  page: z.int().min(1).max(PAGE_MAX).default(1),
})
