import { queryOptions } from '@tanstack/react-query'
import { getHome } from './home.functions'

export const homeQuery = () => queryOptions({ queryKey: ['home'], queryFn: () => getHome() })
