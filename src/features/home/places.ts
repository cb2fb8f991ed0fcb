import {
  Activity,
  AtSign,
  Database,
  House,
  ListChecks,
  type LucideIcon,
  MonitorSmartphone,
  Palette,
  Plug,
  ShieldCheck,
  UserRound,
} from 'lucide-react'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { m } from '#platform/i18n/generated/messages.js'

export type PlaceGroup = 'app' | 'settings' | 'admin'

type Place = {
  to:
    | '/app'
    | '/settings/profile'
    | '/settings/security/log'
    | '/settings/security'
    | '/settings/connections'
    | '/settings/account'
    | '/settings/sessions'
    | '/settings/data'
    | '/settings/appearance'
    | '/admin/jobs'
  label: () => string
  icon: LucideIcon
  /** Under which heading it stands in the navigation; null for a page of a page that stands there. */
  group: PlaceGroup | null
  /** Other words that find it; never shown. */
  keywords: () => string
}

/** The pages of the app. A new one is a line here: navigation and command palette follow. */
const PLACES: readonly Place[] = [
  { to: '/app', label: m.app_home, icon: House, group: 'app', keywords: m.app_keywords_home },
  { to: '/settings/profile', label: m.app_profile, icon: UserRound, group: 'settings', keywords: m.app_keywords_profile },
  { to: '/settings/account', label: m.account_title, icon: AtSign, group: 'settings', keywords: m.account_keywords },
  { to: '/settings/security', label: m.second_factor_security, icon: ShieldCheck, group: 'settings', keywords: m.second_factor_keywords },
  {
    to: '/settings/sessions',
    label: m.account_sessions_title,
    icon: MonitorSmartphone,
    group: 'settings',
    keywords: m.account_sessions_keywords,
  },
  { to: '/settings/security/log', label: m.log_title, icon: Activity, group: null, keywords: m.app_keywords_activity },
  {
    to: '/settings/connections',
    label: m.providers_connections,
    icon: Plug,
    group: 'settings',
    keywords: m.providers_keywords_connections,
  },
  { to: '/settings/appearance', label: m.app_appearance, icon: Palette, group: 'settings', keywords: m.app_keywords_appearance },
  { to: '/settings/data', label: m.account_data_title, icon: Database, group: 'settings', keywords: m.account_data_keywords },
  { to: '/admin/jobs', label: m.jobs_title, icon: ListChecks, group: 'admin', keywords: m.jobs_keywords },
]

/** Those that there are for this person. Manners: the law is `ensureAdmin`. */
export const placesOf = ({ role }: Pick<Viewer, 'role'>): readonly Place[] =>
  PLACES.filter(({ group }) => group !== 'admin' || role === 'admin')
