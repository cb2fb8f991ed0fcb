import { Activity, House, type LucideIcon, Palette, UserRound } from 'lucide-react'
import { m } from '~/messages/generated/messages'

export type PlaceGroup = 'app' | 'settings'

type Place = {
  to: '/app' | '/settings/profile' | '/settings/activity' | '/settings/appearance'
  label: () => string
  icon: LucideIcon
  /** Under which heading it stands in the navigation. */
  group: PlaceGroup
  /** Other words that find it; never shown. */
  keywords: () => string
}

/** The pages of the app. A new one is a line here: navigation and command palette follow. */
export const PLACES: readonly Place[] = [
  { to: '/app', label: m.app_home, icon: House, group: 'app', keywords: m.app_keywords_home },
  { to: '/settings/profile', label: m.app_profile, icon: UserRound, group: 'settings', keywords: m.app_keywords_profile },
  { to: '/settings/activity', label: m.app_activity_title, icon: Activity, group: 'settings', keywords: m.app_keywords_activity },
  { to: '/settings/appearance', label: m.app_appearance, icon: Palette, group: 'settings', keywords: m.app_keywords_appearance },
]
