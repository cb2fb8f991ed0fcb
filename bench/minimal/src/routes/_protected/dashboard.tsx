import { createFileRoute } from '@tanstack/react-router'
import { Page } from '../../pages/signed-in-page'

export const Route = createFileRoute('/_protected/dashboard')({ component: Page })
