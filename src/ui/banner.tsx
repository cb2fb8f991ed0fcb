import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

export type BannerProps = Omit<ComponentPropsWithRef<'div'>, 'title'> & { tone?: Tone; title?: ReactNode }

const LOOKS = {
  info: { icon: 'info', box: 'bg-info-soft border-info/35', text: 'text-info-ink' },
  success: { icon: 'circleCheck', box: 'bg-success-soft border-success/35', text: 'text-success-ink' },
  warning: { icon: 'triangleAlert', box: 'bg-warning-soft border-warning/40', text: 'text-warning-ink' },
  danger: { icon: 'circleAlert', box: 'bg-danger-soft border-danger/35', text: 'text-danger-ink' },
} as const

/** `role="status"` for what went well, `role="alert"` for what did not; none when the page was opened with it. */
export function Banner({ tone = 'info', title, className, children, ...rest }: BannerProps) {
  const { icon, box, text } = LOOKS[tone]
  return (
    <div {...rest} className={cx('flex gap-3 rounded-lg border px-3.5 py-3 text-sm', box, className)}>
      <Icon name={icon} className={cx('mt-0.5 size-4.5 shrink-0', text)} />
      <div className="grid min-w-0 grow grid-cols-1 gap-1">
        {title ? <p className={cx('font-semibold', text)}>{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  )
}
