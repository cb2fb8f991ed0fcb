import { Link } from '@tanstack/react-router'
import { brand } from '#brand.ts'
import { cx } from '#lib/cx.ts'
import { m } from '#messages/generated/messages.js'
import { Logo } from './logo.tsx'

export function HomeLink({ className }: { className?: string }) {
  return (
    <Link reloadDocument to="/" aria-label={m.ui_home({ brand: brand.name })} className={cx('inline-flex w-fit rounded-sm', className)}>
      <Logo />
    </Link>
  )
}
