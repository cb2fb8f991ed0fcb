import { createFileRoute } from '@tanstack/react-router'
import { answerHealth } from '~/http/health.server'

export const Route = createFileRoute('/healthz')({ server: { handlers: { GET: answerHealth } } })
