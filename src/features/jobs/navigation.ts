import { ListChecks } from 'lucide-react'
import type { NavigationEntry } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const navigation: readonly NavigationEntry[] = [
  { to: '/admin/jobs', label: m.jobs_title, icon: ListChecks, group: 'admin', order: 100, keywords: m.jobs_keywords },
]
