import { useEffect, useRef, type MouseEvent } from 'react'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from './banner.tsx'

export type FormSummaryProps = { problems: FormRefusal['problems']; title?: string }

/** Lists what to mend, links to the fields, and takes focus whenever `problems` is another list: keep its identity. */
export function FormSummary({ problems, title }: FormSummaryProps) {
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus()
  }, [problems])

  const [first, ...others] = problems
  if (first === undefined) return null
  const isOneForAll = title === undefined && first.field === null && others.length === 0
  const heading = title ?? m.ui_form_problems({ count: problems.length })
  return (
    <Banner ref={summary} tone="danger" title={isOneForAll ? first.message : heading} role="alert" tabIndex={-1}>
      {isOneForAll ? null : (
        <ul className="grid gap-1">
          {problems.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{field === null ? message : <FieldLink field={field}>{message}</FieldLink>}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}

function FieldLink({ field, children }: { field: string; children: string }) {
  return (
    <a href={`#${field}`} className="py-1 underline underline-offset-2" onClick={(event) => focusField(event, field)}>
      {children}
    </a>
  )
}

function focusField(event: MouseEvent, field: string) {
  const control = document.getElementById(field)
  if (control === null) return
  event.preventDefault()
  control.focus()
}
