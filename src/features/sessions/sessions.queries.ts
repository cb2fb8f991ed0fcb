import { queryOptions } from '@tanstack/react-query'
import { listSessions } from './sessions.functions.ts'

type Overview = Awaited<ReturnType<typeof listSessions>>
export type SessionEntry = Overview['sessions'][number]
export type DeviceEntry = Overview['devices'][number]

export const sessionsQuery = () => queryOptions({ queryKey: ['sessions'], queryFn: () => listSessions() })
