import { House } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/app', label: m.app_home, icon: House, group: 'app', order: 0, keywords: m.app_keywords_home },
]
