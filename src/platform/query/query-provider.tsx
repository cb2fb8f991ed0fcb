import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { LazyQueryClient } from './queries.ts'

/** Around every page with queries. Its route's `beforeLoad` has awaited `queryClient.load()`. */
export function QueryProvider({ queryClient: { loaded }, children }: { queryClient: LazyQueryClient; children: ReactNode }) {
  if (loaded === null) throw new Error('No query client: await context.queryClient.load() in the beforeLoad of this route.')
  return <QueryClientProvider client={loaded}>{children}</QueryClientProvider>
}
