import { useRouterState } from '@tanstack/react-router'

/** A bar along the top while the next page is on its way; a fast one never shows it. Its arrival is told by the focus. */
export function RouteProgress() {
  const isLoading = useRouterState({ select: (state) => state.isLoading })
  if (!isLoading) return null
  return <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-route-progress bg-accent rtl:origin-right" />
}
