import { MonitorSmartphone } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  {
    to: '/settings/sessions',
    label: m.account_sessions_title,
    icon: MonitorSmartphone,
    group: 'settings',
    order: 40,
    keywords: m.account_sessions_keywords,
  },
]
