import { createFileRoute } from '@tanstack/react-router'
import { servePicture } from '~/features/avatar/avatar.server'

export const Route = createFileRoute('/avatar/$userId/$version')({
  server: { handlers: { GET: ({ request, params }) => servePicture(request, params) } },
})
