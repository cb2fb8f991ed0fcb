/** A page behind the sign-in as documentation has it: one line that greets who is there. The minimal app has its own (`_protected/me.tsx`). */

export const LINE_PATH = '/me'

/** The route that Gatehouse is built with for it. */
export const LINE_ROUTE = `import { createFileRoute, redirect } from '@tanstack/react-router'

export const Route = createFileRoute('/me')({
  beforeLoad: ({ context, location }) => {
    if (context.viewer === null) throw redirect({ to: '/sign-in', search: { redirect: location.href, notice: 'session_needed' } })
    return { viewer: context.viewer }
  },
  component: Me,
})

function Me() {
  const { viewer } = Route.useRouteContext()
  return <h1>Welcome, {viewer.name}</h1>
}
`

/** What the limit renders. */
export const LINE_MODULE = `import { jsx } from 'react/jsx-runtime'
export const Page = ({ name }) => jsx('h1', { children: ['Welcome, ', name] })
`
