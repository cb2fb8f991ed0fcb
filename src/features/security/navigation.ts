import { ShieldCheck } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  {
    to: '/settings/security',
    label: m.second_factor_security,
    icon: ShieldCheck,
    group: 'settings',
    order: 30,
    keywords: m.second_factor_keywords,
  },
]
