import { Check } from 'lucide-react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { numberText } from './number-text.ts'

export type StepperProps = {
  label: string
  steps: { title: string; text?: string }[]
  /** Index of the step that is under way; `steps.length` when all are done. */
  current: number
}

/** Where one stands in an order of steps: done, this one, still to come. Stacked where it is narrow. */
export function Stepper({ label, steps, current }: StepperProps) {
  return (
    <div className="@container">
      <ol aria-label={label} className="grid gap-4 @lg:grid-flow-col @lg:auto-cols-fr @lg:gap-6">
        {steps.map(({ title, text }, index) => (
          <li
            key={title}
            aria-current={index === current ? 'step' : undefined}
            className={cx(
              'flex gap-3 border-s-2 ps-4 @lg:border-s-0 @lg:border-t-2 @lg:ps-0 @lg:pt-3',
              index > current ? 'border-line forced-colors:border-[GrayText]' : 'border-accent forced-colors:border-[Highlight]',
            )}
          >
            <Marker number={index + 1} isDone={index < current} isCurrent={index === current} />
            <div className="grid min-w-0 content-start gap-0.5 text-sm">
              <p className={cx('font-medium', index > current && 'text-muted')}>
                {title}
                {index < current ? <span className="sr-only"> {m.ui_step_done()}</span> : null}
              </p>
              {text === undefined ? null : <p className="text-muted">{text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Marker({ number, isDone, isCurrent }: { number: number; isDone: boolean; isCurrent: boolean }) {
  const look = isDone
    ? 'border-transparent bg-accent text-on-accent'
    : isCurrent
      ? 'border-accent text-accent-ink'
      : 'border-edge text-muted'
  return (
    <span
      aria-hidden
      className={cx('grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums', look)}
    >
      {isDone ? <Check aria-hidden className="size-3.5" /> : numberText(number)}
    </span>
  )
}
