import { Outlet, createFileRoute, redirect } from '@tanstack/react-router'
import { loadProviders } from '#features/providers/load-providers.ts'

/** Pages for people who are not signed in; others go home. */
export const Route = createFileRoute('/_guest')({
  beforeLoad: ({ context }) => {
    if (context.viewer !== null) throw redirect({ to: '/app' })
  },
  // Asked once: they do not change while someone goes from page to page.
  loader: () => loadProviders(),
  staleTime: Infinity,
  component: Outlet,
})
