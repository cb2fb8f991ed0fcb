import { CircleDashed, History, KeyRound, LogIn, LogOut, MailCheck, UserRoundPen, UserRoundPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { type EventName, isEventName } from './catalogue'

const ICONS: Record<EventName, ReactNode> = {
  'user.signed_up': <UserRoundPlus />,
  'user.email_verified': <MailCheck />,
  'user.profile_changed': <UserRoundPen />,
  'session.started': <LogIn />,
  'session.ended': <LogOut />,
  'password.reset_requested': <History />,
  'password.reset': <KeyRound />,
}

/** Decoration: the event's words are beside it. */
export function EventIcon({ name }: { name: string }) {
  return (
    <span aria-hidden className="shrink-0 text-muted [&_svg]:size-4">
      {isEventName(name) ? ICONS[name] : <CircleDashed />}
    </span>
  )
}
