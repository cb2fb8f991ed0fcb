import { Plug } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  {
    to: '/settings/connections',
    label: m.providers_connections,
    icon: Plug,
    group: 'settings',
    order: 60,
    keywords: m.providers_keywords_connections,
  },
]
