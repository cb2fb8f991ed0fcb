import { Activity } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/settings/security/log', label: m.log_title, icon: Activity, group: null, order: 50, keywords: m.app_keywords_activity },
]
