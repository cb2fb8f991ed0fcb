import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_protected/me')({ component: Me })

function Me() {
  const { user } = Route.useRouteContext()
  return <h1>Welcome, {user.name}</h1>
}
