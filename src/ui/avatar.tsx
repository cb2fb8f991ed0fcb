import { cx } from './cx.ts'
import { initials } from './initials.ts'

export type AvatarProps = { name: string; email?: string; image?: string | null; size?: 'sm' | 'md' | 'lg'; className?: string }

const SIZES = { sm: 'size-7 text-xs', md: 'size-9 text-sm', lg: 'size-16 text-xl' }

/** Decoration beside a name: hidden from screen readers. */
export function Avatar({ name, email, image, size = 'md', className }: AvatarProps) {
  const look = cx('shrink-0 rounded-full border', SIZES[size], className)
  if (image) return <img src={image} alt="" referrerPolicy="no-referrer" decoding="async" className={cx(look, 'object-cover')} />
  return (
    <span aria-hidden className={cx(look, 'inline-grid place-items-center bg-accent-soft font-semibold text-accent-ink')}>
      {initials(name, email)}
    </span>
  )
}
