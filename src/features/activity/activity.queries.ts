import { queryOptions } from '@tanstack/react-query'
import type { ActivitySearch } from './activity-search.ts'
import { countSignIns, listActivity } from './activity.functions.ts'
import { isEventName } from './events.ts'

export const activityQuery = (search: ActivitySearch) =>
  queryOptions({ queryKey: ['activity', search], queryFn: () => listActivity({ data: knownKind(search) }) })

/** A kind that there is none of filters nothing. */
export const knownKind = ({ kind, ...search }: ActivitySearch) => ({ ...search, kind: isEventName(kind) ? kind : undefined })

export const signInsQuery = () => queryOptions({ queryKey: ['sign-ins'], queryFn: () => countSignIns() })
