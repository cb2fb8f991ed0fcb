import { createFileRoute } from '@tanstack/react-router'
import { Page } from '../pages/public-page'

export const Route = createFileRoute('/')({ component: Page })
