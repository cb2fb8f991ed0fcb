import type { ComponentPropsWithRef } from 'react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-look.ts'
import { Icon } from './icon.tsx'

export type ButtonProps = ComponentPropsWithRef<'button'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Keeps width, focus and name; says that it works and ignores presses. */
  busy?: boolean
}

export function Button({
  variant = 'primary',
  size = 'md',
  busy = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <>
      <button
        {...rest}
        type={type}
        className={buttonLook(variant, size, className)}
        aria-disabled={busy || undefined}
        onClick={busy ? (event) => event.preventDefault() : onClick}
      >
        <span className={cx('inline-flex items-center gap-2', busy && 'opacity-0')}>{children}</span>
        {busy ? <Icon name="loader" className="absolute animate-spin" /> : null}
      </button>
      <span role="status" className="sr-only">
        {busy ? m.ui_busy() : null}
      </span>
    </>
  )
}
