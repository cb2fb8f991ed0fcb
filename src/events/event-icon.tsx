import {
  Ban,
  CircleDashed,
  Download,
  Fingerprint,
  History,
  Hourglass,
  KeyRound,
  LifeBuoy,
  Link,
  LogIn,
  LogOut,
  Mail,
  MailCheck,
  MailX,
  MonitorCheck,
  MonitorSmartphone,
  MonitorX,
  RotateCw,
  ShieldAlert,
  ShieldCheck,
  ShieldOff,
  ShieldX,
  Trash2,
  Undo2,
  Unlink,
  UserRoundCog,
  UserRoundPen,
  UserRoundPlus,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '~/lib/cx'
import { type EventName, isEventName } from './catalogue'

const ICONS: Record<EventName, ReactNode> = {
  'user.signed_up': <UserRoundPlus />,
  'user.email_verified': <MailCheck />,
  'user.profile_changed': <UserRoundPen />,
  'session.started': <LogIn />,
  'session.ended': <LogOut />,
  'password.reset_requested': <History />,
  'password.reset': <KeyRound />,
  'password.set': <KeyRound />,
  'password.changed': <KeyRound />,
  'device.new': <MonitorSmartphone />,
  'device.trusted': <MonitorCheck />,
  'device.forgotten': <MonitorX />,
  'session.confirmed': <ShieldCheck />,
  'session.revoked': <LogOut />,
  'session.revoked_others': <LogOut />,
  'two_factor.enabled': <ShieldCheck />,
  'two_factor.disabled': <ShieldOff />,
  'two_factor.locked': <ShieldAlert />,
  'backup_code.used': <LifeBuoy />,
  'backup_codes.regenerated': <LifeBuoy />,
  'passkey.added': <Fingerprint />,
  'passkey.renamed': <Fingerprint />,
  'passkey.removed': <Fingerprint />,
  'connection.added': <Link />,
  'connection.removed': <Unlink />,
  'email.change_requested': <Mail />,
  'email.changed': <MailCheck />,
  'email.change_undone': <Undo2 />,
  'email.change_cancelled': <MailX />,
  'account.exported': <Download />,
  'account.deletion_requested': <Trash2 />,
  'account.deletion_cancelled': <Undo2 />,
  'account.disowned': <ShieldAlert />,
  'account.erased': <Trash2 />,
  'sign_in.failed': <ShieldX />,
  'second_factor.failed': <ShieldX />,
  'step_up.failed': <ShieldX />,
  'limit.tripped': <Hourglass />,
  'user.banned': <Ban />,
  'user.unbanned': <Undo2 />,
  'user.role_changed': <UserRoundCog />,
  'job.retried': <RotateCw />,
  'job.discarded': <Trash2 />,
}

/** Decoration: the event's words are beside it. */
export function EventIcon({ name, isRefused = false }: { name: string; isRefused?: boolean }) {
  return (
    <span aria-hidden className={cx('shrink-0 [&_svg]:size-4', isRefused ? 'text-danger-ink' : 'text-muted')}>
      {isEventName(name) ? ICONS[name] : <CircleDashed />}
    </span>
  )
}
