import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type DescriptionListProps = { items: { term: string; description: ReactNode }[]; className?: string }

export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={cx('grid divide-y text-sm', className)}>
      {items.map(({ term, description }) => (
        <div key={term} className="grid gap-x-6 gap-y-0.5 py-3 first:pt-0 last:pb-0 sm:grid-cols-[minmax(8rem,14rem)_1fr]">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{description}</dd>
        </div>
      ))}
    </dl>
  )
}
