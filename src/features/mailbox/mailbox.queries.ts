import { queryOptions } from '@tanstack/react-query'
import { listMails } from './mailbox.functions.ts'

const REFRESH_MS = 2_000

export const mailboxQuery = () => queryOptions({ queryKey: ['mailbox'], queryFn: () => listMails(), refetchInterval: REFRESH_MS })
