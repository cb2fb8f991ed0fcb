import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from '~/lib/cx'

export type NavAnchorProps = ComponentPropsWithRef<'a'> & { icon?: ReactNode }

function NavAnchor({ icon, className, children, ...rest }: NavAnchorProps) {
  return (
    <a
      {...rest}
      className={cx(
        'flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-muted transition-colors [&_svg]:size-4 [&_svg]:shrink-0',
        'hover:bg-[color-mix(in_oklab,var(--color-ink)_6%,transparent)] hover:text-ink',
        'aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink',
        className,
      )}
    >
      {icon}
      {children}
    </a>
  )
}

/** A router link of the app's navigation; knows by itself when its page is open. */
export const NavLink = createLink(NavAnchor)
