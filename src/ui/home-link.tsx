import { Link } from '@tanstack/react-router'
import { brand } from '~/brand'
import { cx } from '~/lib/cx'
import { m } from '~/messages/generated/messages'
import { Logo } from './logo'

export function HomeLink({ className }: { className?: string }) {
  return (
    <Link reloadDocument to="/" aria-label={m.ui_home({ brand: brand.name })} className={cx('inline-flex w-fit rounded-sm', className)}>
      <Logo />
    </Link>
  )
}
