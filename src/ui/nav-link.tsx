import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'

export type NavAnchorProps = ComponentPropsWithRef<'a'> & { icon?: ReactNode }

function NavAnchor({ icon, className, children, ...rest }: NavAnchorProps) {
  return (
    <a {...rest} className={cx('nav-link', className)}>
      {icon}
      {children}
    </a>
  )
}

/** A router link of the app's navigation; knows by itself when its page is open. */
export const NavLink = createLink(NavAnchor)
