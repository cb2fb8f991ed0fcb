import { Outlet, createFileRoute, redirect } from '@tanstack/react-router'

/** Pages for people who are not signed in; others go home. */
export const Route = createFileRoute('/_guest')({
  beforeLoad: ({ context }) => {
    if (context.viewer !== null) throw redirect({ to: '/app' })
  },
  component: Outlet,
})
