import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'

export type CardProps = Omit<ComponentPropsWithRef<'section'>, 'title'> & {
  title?: ReactNode
  description?: ReactNode
  /** A strip at the foot for buttons. */
  footer?: ReactNode
}

/** A titled box. Give it `aria-labelledby` or `aria-label` to make it a landmark. */
export function Card({ title, description, footer, className, children, ...rest }: CardProps) {
  return (
    <section {...rest} className={cx('overflow-hidden rounded-lg border bg-surface shadow-xs', className)}>
      <div className="grid grid-cols-1 gap-4 p-5 sm:p-6">
        {title || description ? (
          <header className="grid gap-1">
            {title ? <h2 className="font-semibold">{title}</h2> : null}
            {description ? <p className="text-sm text-muted">{description}</p> : null}
          </header>
        ) : null}
        {children}
      </div>
      {footer ? (
        <footer className="flex flex-wrap items-center justify-end gap-3 border-t bg-sunken px-5 py-3.5 sm:px-6">{footer}</footer>
      ) : null}
    </section>
  )
}
