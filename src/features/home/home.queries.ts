import { queryOptions } from '@tanstack/react-query'
import { getHome } from './home.functions.ts'

export type Home = Awaited<ReturnType<typeof getHome>>

export const homeQuery = () => queryOptions({ queryKey: ['home'], queryFn: () => getHome() })
