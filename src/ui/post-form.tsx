import { useHydrated } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { type FormRefusal, isFormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { FormSummary } from './form-summary'

type Field = { name: string; defaultValue: string | undefined; error: string | undefined }

/** `stop`: nothing is sent, and nothing needs to be said. */
export type Prepared = 'send' | 'stop' | { problem: string }

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
  prepare,
  children,
}: {
  action: string
  refusal: FormRefusal | null
  /** What only a script can add to the form before it is sent, such as a passkey. A rejection counts as being offline. */
  prepare?: (data: FormData) => Promise<Prepared>
  children: (parts: FormParts) => ReactNode
}) {
  const [outcome, setOutcome] = useState<Outcome>({ refusal: initial, isOffline: false })
  const [isBusy, setIsBusy] = useState(false)
  const isHydrated = useHydrated()
  // A new list for each answer, the same words too: the summary takes focus again.
  const problems = useMemo(() => describeOutcome(outcome), [outcome])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    const answer = await post(action, new FormData(event.currentTarget), prepare)
    if (answer.kind === 'accepted') return window.location.assign(answer.to)
    setIsBusy(false)
    if (answer.kind === 'stopped') return
    setOutcome({ refusal: answer.kind === 'refused' ? answer.refusal : null, isOffline: answer.kind === 'offline' })
  }

  return (
    // The browser's own checks serve until ours run: without scripts, a missing field is said before the post.
    <form method="post" action={action} onSubmit={submit} noValidate={isHydrated} className="grid gap-5">
      <FormSummary problems={problems} />
      {children({
        busy: isBusy,
        field: (name) => ({
          name,
          defaultValue: outcome.refusal?.values[name],
          error: outcome.refusal?.errors[name],
        }),
      })}
    </form>
  )
}

type Outcome = { refusal: FormRefusal | null; isOffline: boolean }

function describeOutcome({ refusal, isOffline }: Outcome): FormRefusal['problems'] {
  return isOffline ? [{ field: null, message: m.auth_problem_offline() }] : (refusal?.problems ?? [])
}

type Answer = { kind: 'accepted'; to: string } | { kind: 'refused'; refusal: FormRefusal } | { kind: 'offline' } | { kind: 'stopped' }

async function post(action: string, data: FormData, prepare?: (data: FormData) => Promise<Prepared>): Promise<Answer> {
  try {
    const prepared = (await prepare?.(data)) ?? 'send'
    if (prepared === 'stop') return { kind: 'stopped' }
    if (prepared !== 'send')
      return { kind: 'refused', refusal: { problems: [{ field: null, message: prepared.problem }], errors: {}, values: {} } }
    const body = new URLSearchParams()
    for (const [name, value] of data) if (typeof value === 'string') body.set(name, value)
    const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } })
    const answer: unknown = await response.json()
    if (response.ok && typeof answer === 'object' && answer !== null && 'to' in answer) return { kind: 'accepted', to: String(answer.to) }
    return isFormRefusal(answer) ? { kind: 'refused', refusal: answer } : { kind: 'offline' }
  } catch {
    return { kind: 'offline' }
  }
}
