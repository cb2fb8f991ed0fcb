import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/hello')({ component: Hello })

function Hello() {
  return <h1>Welcome</h1>
}
