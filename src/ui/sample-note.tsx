import { m } from '#platform/i18n/generated/messages.js'
import { Icon } from './icon.tsx'

/** Marks what a fork must write itself. */
export function SampleNote({ file }: { file: string }) {
  return (
    <p className="flex w-fit gap-2.5 rounded-md border border-warning/40 bg-warning-soft px-3 py-2 text-sm text-warning-ink">
      <Icon name="triangleAlert" className="mt-1 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{m.pages_sample({ file })}</span>
    </p>
  )
}
