import { useEffect, useRef, type MouseEvent } from 'react'
import { m } from '~/messages/generated/messages'
import { Banner } from './banner'

export type FormProblem = {
  /** The id of the field, or null when the problem is the whole form's. */
  field: string | null
  message: string
}

export type FormSummaryProps = { problems: FormProblem[]; title?: string }

/** Lists what to mend, takes focus whenever `problems` is a new list, and links to the fields. */
export function FormSummary({ problems, title }: FormSummaryProps) {
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus()
  }, [problems])

  if (problems.length === 0) return null
  const heading = title ?? (problems.length === 1 ? m.ui_form_one_problem() : m.ui_form_problems({ count: problems.length }))
  return (
    <Banner ref={summary} tone="danger" title={heading} role="alert" tabIndex={-1}>
      <ul className="grid gap-1">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === null ? (
              message
            ) : (
              <a href={`#${field}`} className="underline underline-offset-2" onClick={(event) => focusField(event, field)}>
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function focusField(event: MouseEvent, field: string) {
  const control = document.getElementById(field)
  if (control === null) return
  event.preventDefault()
  control.focus()
}
