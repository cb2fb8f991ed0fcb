import { queryOptions } from '@tanstack/react-query'
import { getConnection, listConnections } from './connections.functions.ts'

export type Connection = Awaited<ReturnType<typeof getConnection>>

export const connectionsQuery = () => queryOptions({ queryKey: ['connections'], queryFn: () => listConnections() })
