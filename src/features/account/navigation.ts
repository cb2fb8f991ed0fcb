import { Palette, UserRound } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/settings/profile', label: m.app_profile, icon: UserRound, group: 'settings', order: 10, keywords: m.app_keywords_profile },
  {
    to: '/settings/appearance',
    label: m.app_appearance,
    icon: Palette,
    group: 'settings',
    order: 70,
    keywords: m.app_keywords_appearance,
  },
]
