import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Queries } from './queries'

/** Around every page with queries. Its route's `beforeLoad` has awaited `queries.open()`. */
export function QueryProvider({ queries: { client }, children }: { queries: Queries; children: ReactNode }) {
  if (client === null) throw new Error('No query client: await context.queries.open() in the beforeLoad of this route.')
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
