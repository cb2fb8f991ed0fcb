import { Download } from 'lucide-react'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import type { ActivitySearch } from './activity-search.ts'

const FORMATS = [
  ['csv', m.log_export_csv],
  ['jsonl', m.log_export_jsonl],
] as const

/** A plain form: the answer is a file, which a browser keeps by itself and stays on the page. */
export function LogExport({ search: { kind, days } }: { search: ActivitySearch }) {
  const filter = new URLSearchParams({ ...(kind && { kind }), ...(days && { days: String(days) }) }).toString()
  return (
    <Form
      action={`/settings/security/log${filter === '' ? '' : `?${filter}`}`}
      aria-labelledby="export-title"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t pt-4"
    >
      <div className="grid min-w-0 gap-1">
        <h3 id="export-title" className="text-sm font-medium">
          {m.log_export()}
        </h3>
        <p className="text-sm text-pretty text-muted">{m.log_export_hint()}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {FORMATS.map(([format, label]) => (
          <Button key={format} type="submit" name="format" value={format} variant="secondary" size="sm">
            <Download aria-hidden />
            {label()}
          </Button>
        ))}
      </div>
    </Form>
  )
}
