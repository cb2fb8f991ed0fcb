import { queryOptions } from '@tanstack/react-query'
import type { ActivitySearch } from './activity-search'
import { countSignIns, listActivity } from './activity.functions'

export const activityQuery = (search: ActivitySearch) =>
  queryOptions({ queryKey: ['activity', search], queryFn: () => listActivity({ data: search }) })

export const signInsQuery = () => queryOptions({ queryKey: ['sign-ins'], queryFn: () => countSignIns() })
