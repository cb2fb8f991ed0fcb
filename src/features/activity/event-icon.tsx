import { CircleDashed } from 'lucide-react'
import { cx } from '#ui/cx.ts'
import { EVENTS } from './events.ts'

/** Decoration: the event's words are beside it. */
export function EventIcon({ name, isRefused = false }: { name: string; isRefused?: boolean }) {
  const Icon = EVENTS.get(name)?.icon ?? CircleDashed
  return (
    <span aria-hidden className={cx('shrink-0 [&_svg]:size-4', isRefused ? 'text-danger-ink' : 'text-muted')}>
      <Icon />
    </span>
  )
}
