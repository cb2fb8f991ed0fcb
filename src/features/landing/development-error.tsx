import type { ErrorDetails } from '#platform/forms/error-details.ts'

/** The error itself, in development only. Its text is English: production does not contain this component. */
export function DevelopmentError({ details: { errors, hint, own, others } }: { details: ErrorDetails }) {
  return (
    // The server and the browser see different stacks of what both rendered.
    <div dir="ltr" className="grid gap-3 rounded-lg border border-line p-4 text-start text-sm text-ink" suppressHydrationWarning>
      <p className="font-mono font-semibold break-words" suppressHydrationWarning>
        {errors[0]}
      </p>
      {hint === null ? null : <p className="font-semibold">{hint}</p>}
      <Lines lines={[...errors.slice(1), ...own]} />
      {others.length === 0 ? null : (
        <details>
          <summary>Frames of packages and Node</summary>
          <Lines lines={others} />
        </details>
      )}
    </div>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <pre className="overflow-x-auto font-mono text-xs/5 whitespace-pre-wrap" suppressHydrationWarning>
      {lines.join('\n')}
    </pre>
  )
}
