import { createFileRoute } from '@tanstack/react-router'
import { LandingPage } from '~/features/landing/landing-page'

export const Route = createFileRoute('/')({ component: Landing })

function Landing() {
  return <LandingPage viewer={Route.useRouteContext().viewer} />
}
