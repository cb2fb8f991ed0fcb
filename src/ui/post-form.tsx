import { useHydrated } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { type FormRefusal, formRefusalSchema } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { type FormProblem, FormSummary } from './form-summary'
import { labelledProblem, problemText } from './problem-text'

type Field = { name: string; defaultValue: string | undefined; error: string | undefined }

export type FormParts = {
  busy: boolean
  /** Name, last typed value and error of a field, to spread into its part. */
  field: (name: string) => Field
}

/**
 * A form that posts to a page's own URL. Before hydration, or with JavaScript off, the browser posts it and the
 * server answers 303; afterwards the same post goes by fetch and only the answer's format differs.
 * An accepted form leaves by a full navigation: nothing the last person saw stays in memory.
 */
export function PostForm({
  action,
  refusal: initial,
  children,
}: {
  action: string
  refusal: FormRefusal | null
  children: (parts: FormParts) => ReactNode
}) {
  const [refusal, setRefusal] = useState(initial)
  const [isBusy, setIsBusy] = useState(false)
  const [isOffline, setIsOffline] = useState(false)
  const isHydrated = useHydrated()
  const problems = useMemo(() => describeProblems(refusal, isOffline), [refusal, isOffline])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    const answer = await post(action, new FormData(event.currentTarget))
    if (answer.kind === 'accepted') return window.location.assign(answer.to)
    setIsBusy(false)
    setIsOffline(answer.kind === 'offline')
    setRefusal(answer.kind === 'refused' ? answer.refusal : null)
  }

  return (
    // The browser's own checks serve until ours run: without scripts, a missing field is said before the post.
    <form method="post" action={action} onSubmit={submit} noValidate={isHydrated} className="grid gap-5">
      <FormSummary problems={problems} />
      {children({
        busy: isBusy,
        field: (name) => ({
          name,
          defaultValue: refusal?.values[name],
          error: fieldProblem(refusal, name),
        }),
      })}
    </form>
  )
}

function describeProblems(refusal: FormRefusal | null, isOffline: boolean): FormProblem[] {
  if (isOffline) return [{ field: null, message: m.auth_problem_offline() }]
  if (refusal === null) return []
  const whole = refusal.form === null ? [] : [{ field: null, message: problemText(refusal.form, refusal) }]
  return [...whole, ...Object.entries(refusal.fields).map(([field, problem]) => ({ field, message: labelledProblem(field, problem) }))]
}

function fieldProblem(refusal: FormRefusal | null, name: string): string | undefined {
  const problem = refusal?.fields[name]
  return problem === undefined ? undefined : problemText(problem)
}

type Answer = { kind: 'accepted'; to: string } | { kind: 'refused'; refusal: FormRefusal } | { kind: 'offline' }

async function post(action: string, data: FormData): Promise<Answer> {
  const body = new URLSearchParams()
  for (const [name, value] of data) if (typeof value === 'string') body.set(name, value)
  try {
    const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } })
    const answer: unknown = await response.json()
    if (response.ok && typeof answer === 'object' && answer !== null && 'to' in answer) return { kind: 'accepted', to: String(answer.to) }
    const refusal = formRefusalSchema.safeParse(answer)
    return refusal.success ? { kind: 'refused', refusal: refusal.data } : { kind: 'offline' }
  } catch {
    return { kind: 'offline' }
  }
}
