import { m } from '#platform/i18n/generated/messages.js'

export const MAIN_ID = 'main'

/** First in the tab order; seen only while focused. Its target carries `id={MAIN_ID}` and `tabIndex={-1}`. */
export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="fixed start-3 top-3 z-50 -translate-y-20 rounded-md border bg-raised px-4 py-2 text-sm font-medium shadow-md focus-visible:translate-y-0"
    >
      {m.ui_skip_to_content()}
    </a>
  )
}
