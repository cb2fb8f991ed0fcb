import { AtSign } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/settings/account', label: m.account_title, icon: AtSign, group: 'settings', order: 20, keywords: m.account_keywords },
]
