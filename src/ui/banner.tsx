import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from '~/lib/cx'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

export type BannerProps = Omit<ComponentPropsWithRef<'div'>, 'title'> & { tone?: Tone; title?: ReactNode }

const LOOKS = {
  info: { Icon: Info, box: 'bg-info-soft border-info/35', text: 'text-info-ink' },
  success: { Icon: CircleCheck, box: 'bg-success-soft border-success/35', text: 'text-success-ink' },
  warning: { Icon: TriangleAlert, box: 'bg-warning-soft border-warning/40', text: 'text-warning-ink' },
  danger: { Icon: CircleAlert, box: 'bg-danger-soft border-danger/35', text: 'text-danger-ink' },
}

/** `role="status"` for what went well, `role="alert"` for what did not; none when the page was opened with it. */
export function Banner({ tone = 'info', title, className, children, ...rest }: BannerProps) {
  const { Icon, box, text } = LOOKS[tone]
  return (
    <div {...rest} className={cx('flex gap-3 rounded-lg border px-3.5 py-3 text-sm', box, className)}>
      <Icon aria-hidden className={cx('mt-0.5 size-4.5 shrink-0', text)} />
      <div className="grid min-w-0 grow gap-1">
        {title ? <p className={cx('font-semibold', text)}>{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  )
}
