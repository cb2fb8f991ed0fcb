import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { numberText } from './number-text.ts'
import { Progress } from './progress.tsx'

export type ChecklistItem = {
  id: string
  title: string
  text?: string
  isDone: boolean
  /** A link to where it is done; shown while it is open. */
  action?: ReactNode
}

/** Things to do, those done and those open, and how far one has come. */
export function Checklist({ label, items }: { label: string; items: ChecklistItem[] }) {
  const done = items.filter(({ isDone }) => isDone).length
  return (
    <div className="grid gap-5">
      <Progress
        label={label}
        value={done}
        max={items.length}
        text={m.ui_checklist_progress({ done: numberText(done), count: numberText(items.length) })}
      />
      <ul className="grid divide-y text-sm">
        {items.map(({ id, title, text, isDone, action }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
            <div className="flex min-w-48 grow basis-0 gap-3">
              <span
                aria-hidden
                className={cx(
                  'mt-px grid size-5 shrink-0 place-items-center rounded-full border',
                  isDone ? 'border-transparent bg-success-soft text-success-ink' : 'border-dashed border-edge',
                )}
              >
                {isDone ? <Check aria-hidden className="size-3" /> : null}
              </span>
              <div className="grid min-w-0 gap-0.5">
                <p className={cx('font-medium', isDone && 'text-muted')}>
                  {title}
                  <span className="sr-only"> {isDone ? m.ui_checklist_done() : m.ui_checklist_open()}</span>
                </p>
                {text === undefined || isDone ? null : <p className="text-pretty text-muted">{text}</p>}
              </div>
            </div>
            {isDone || action === undefined ? null : <div className="max-sm:ms-8">{action}</div>}
          </li>
        ))}
      </ul>
    </div>
  )
}
