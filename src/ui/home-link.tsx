import { Link } from '@tanstack/react-router'
import { brand } from '#brand.ts'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Logo } from './logo.tsx'

export function HomeLink({ className }: { className?: string }) {
  return (
    <Link reloadDocument to="/" aria-label={m.ui_home({ brand: brand.name })} className={cx('inline-flex w-fit rounded-sm', className)}>
      <Logo />
    </Link>
  )
}
