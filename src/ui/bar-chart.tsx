import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { numberText } from './number-text.ts'

export type Bar = {
  /** In full, for the table and the readout. */
  label: string
  value: number
}

export type BarChartProps = {
  caption: string
  /** The chart in one sentence, for who does not see it and who has no time. */
  summary: ReactNode
  bars: Bar[]
  /** Headers of the two columns of its table. */
  columns: { label: string; value: string }
  /** Under the first and the last bar. */
  ends?: { first: string; last: string }
}

/** Columns over time. What it shows is said in a sentence and stands in a table below; time runs as the text does. */
export function BarChart({ caption, summary, bars, columns, ends }: BarChartProps) {
  const id = useId()
  const [pointed, setPointed] = useState<Bar | null>(null)
  const highest = Math.max(0, ...bars.map(({ value }) => value))
  return (
    <figure aria-labelledby={`${id}-caption`} className="grid gap-4">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span id={`${id}-caption`} className="font-semibold">
          {caption}
        </span>
        {/* The table says the same: no need to announce each bar under the pointer. */}
        <span id={`${id}-summary`} className="text-sm text-muted">
          {pointed === null ? summary : m.ui_chart_point({ label: pointed.label, value: numberText(pointed.value) })}
        </span>
      </figcaption>
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-xs text-muted tabular-nums">
        <span aria-hidden className="-mt-2 text-end">
          {highest === 0 ? null : numberText(highest)}
        </span>
        <Columns bars={bars} highest={highest} describedBy={`${id}-caption ${id}-summary`} onPoint={setPointed} />
        {ends === undefined ? null : (
          <div aria-hidden className="col-start-2 mt-1.5 flex justify-between gap-4">
            <span>{ends.first}</span>
            <span>{ends.last}</span>
          </div>
        )}
      </div>
      <BarTable caption={caption} bars={bars} columns={columns} />
    </figure>
  )
}

type ColumnsProps = { bars: Bar[]; highest: number; describedBy: string; onPoint: (bar: Bar | null) => void }

function Columns({ bars, highest, describedBy, onPoint }: ColumnsProps) {
  const width = 100 / bars.length
  return (
    <svg
      role="img"
      aria-labelledby={describedBy}
      onPointerLeave={() => onPoint(null)}
      className="h-32 w-full overflow-visible border-t border-b border-dashed border-b-edge [border-bottom-style:solid] rtl:-scale-x-100"
    >
      {bars.map((bar, index) => {
        const height = highest === 0 ? 0 : (bar.value / highest) * 100
        return (
          <g key={bar.label} onPointerEnter={() => onPoint(bar)} className="group">
            {/* The whole height takes the pointer, so that a short bar is as easy to hit. */}
            <rect x={`${index * width}%`} y="0" width={`${width}%`} height="100%" className="fill-transparent group-hover:fill-sunken" />
            <rect
              x={`${(index + 0.16) * width}%`}
              y={`${100 - height}%`}
              width={`${width * 0.68}%`}
              height={`${height}%`}
              rx="2"
              className="fill-accent group-hover:fill-accent-strong forced-colors:fill-[Highlight]"
            />
          </g>
        )
      })}
    </svg>
  )
}

function BarTable({ caption, bars, columns }: Pick<BarChartProps, 'caption' | 'bars' | 'columns'>) {
  return (
    <details className="group text-sm">
      <summary className="inline-flex min-h-6 items-center gap-1 rounded-sm text-muted hover:text-ink">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90 rtl:not-group-open:-scale-x-100" />
        {m.ui_chart_as_table()}
      </summary>
      <table className="mt-3 w-full max-w-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b text-start text-xs text-muted">
          <tr>
            <th scope="col" className="py-1.5 text-start font-medium">
              {columns.label}
            </th>
            <th scope="col" className="py-1.5 text-end font-medium">
              {columns.value}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {bars.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row" className="py-1.5 text-start font-normal">
                {label}
              </th>
              <td className="py-1.5 text-end tabular-nums">{numberText(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
