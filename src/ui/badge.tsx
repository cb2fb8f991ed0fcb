import type { ComponentPropsWithRef } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './banner.tsx'

export type BadgeProps = ComponentPropsWithRef<'span'> & { tone?: Tone | 'neutral' | 'accent' }

const TONES = {
  neutral: 'bg-sunken text-muted border-line',
  accent: 'bg-accent-soft text-accent-ink border-accent/25',
  info: 'bg-info-soft text-info-ink border-info/25',
  success: 'bg-success-soft text-success-ink border-success/25',
  warning: 'bg-warning-soft text-warning-ink border-warning/30',
  danger: 'bg-danger-soft text-danger-ink border-danger/25',
}

export function Badge({ tone = 'neutral', className, ...rest }: BadgeProps) {
  return (
    <span
      {...rest}
      className={cx(
        'inline-flex items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3',
        TONES[tone],
        className,
      )}
    />
  )
}
