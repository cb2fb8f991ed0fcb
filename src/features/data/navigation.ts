import { Database } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/settings/data', label: m.account_data_title, icon: Database, group: 'settings', order: 80, keywords: m.account_data_keywords },
]
