import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

export type ProgressProps = {
  label: ReactNode
  /** From 0 to `max`; left out, nobody knows how long it takes. */
  value?: number
  max?: number
  /** The value in words, such as `2 of 3 done`. */
  text?: ReactNode
  className?: string
}

const BAR =
  'h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-line [&::-webkit-progress-bar]:bg-transparent ' +
  '[&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:rounded-full [&::-moz-progress-bar]:bg-accent ' +
  'forced-color-adjust-none forced-colors:border forced-colors:border-[CanvasText] forced-colors:bg-[Canvas] ' +
  'forced-colors:[&::-webkit-progress-value]:bg-[Highlight] forced-colors:[&::-moz-progress-bar]:bg-[Highlight]'
const UNKNOWN = 'animate-pulse-soft bg-[linear-gradient(90deg,transparent_0_20%,var(--color-accent)_45%_55%,transparent_80%)]'

export function Progress({ label, value, max = 100, text, className }: ProgressProps) {
  const id = useId()
  return (
    <div className={cx('grid gap-2', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {text === undefined ? null : <span className="text-muted">{text}</span>}
      </div>
      <progress id={id} value={value} max={max} className={cx(BAR, value === undefined && UNKNOWN)} />
    </div>
  )
}
