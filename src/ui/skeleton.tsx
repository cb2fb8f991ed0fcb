import { m } from '#platform/i18n/generated/messages.js'

const WIDTHS = ['100%', '84%', '92%', '68%', '88%']

/** Stands where text will be. Announced once, as loading; the blocks are decoration. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="grid gap-3">
      <span role="status" className="sr-only">
        {m.ui_loading()}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          aria-hidden
          style={{ width: WIDTHS[line % WIDTHS.length] }}
          className="h-4 animate-pulse-soft rounded-sm bg-line forced-colors:border"
        />
      ))}
    </div>
  )
}
