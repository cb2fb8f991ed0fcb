import { cx } from '~/lib/cx'
import { m } from '~/messages/generated/messages'

/** A block where something will stand. Size it with `className`, and put several into one `SkeletonGroup`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-pulse-soft rounded-md bg-line', className ?? 'h-4 w-full')} />
}

/** `lines` blocks of text-like widths that together say once that something is loading. */
export function SkeletonGroup({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div role="status" className={cx('grid gap-3', className)}>
      <span className="sr-only">{m.ui_loading()}</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={cx('h-4', line % 3 === 2 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  )
}
