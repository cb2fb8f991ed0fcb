import type { LinkProps } from '@tanstack/react-router'
import { m } from '#platform/i18n/generated/messages.js'

/** What is true now, of the account and, for its looks, of this browser. */
export type Facts = { hasSecondFactor: boolean; hasChangedProfile: boolean; hasChosenLook: boolean; activeSessions: number }

type Step = {
  id: string
  title: () => string
  text: () => string
  action: () => string
  href: LinkProps['to']
  isDone: (facts: Facts) => boolean
}

/** The list on a new person's home. A feature that wants a line in it adds one here, with the fact that ticks it. */
export const GETTING_STARTED: Step[] = [
  {
    id: 'second-factor',
    title: m.app_start_factor,
    text: m.app_start_factor_text,
    action: m.app_start_factor_action,
    href: '/settings/security',
    isDone: ({ hasSecondFactor }) => hasSecondFactor,
  },
  {
    id: 'complete-profile',
    title: m.app_start_profile,
    text: m.app_start_profile_text,
    action: m.app_start_profile_action,
    href: '/settings/profile',
    isDone: ({ hasChangedProfile }) => hasChangedProfile,
  },
  {
    id: 'choose-look',
    title: m.app_start_look,
    text: m.app_start_look_text,
    action: m.app_start_look_action,
    href: '/settings/appearance',
    isDone: ({ hasChosenLook }) => hasChosenLook,
  },
  {
    id: 'one-session',
    title: m.app_start_sessions,
    text: m.app_start_sessions_text,
    action: m.app_start_sessions_action,
    href: '/settings/sessions',
    isDone: ({ activeSessions }) => activeSessions <= 1,
  },
]
