import { createFileRoute } from '@tanstack/react-router'
import { answerReady } from '~/http/health.server'

export const Route = createFileRoute('/readyz')({ server: { handlers: { GET: answerReady } } })
