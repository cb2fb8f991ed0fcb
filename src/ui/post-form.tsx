import { useHydrated } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { type FormRefusal, isFormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Form } from './form'
import { FormSummary } from './form-summary'

/** A challenge that was solved and is asked for again was spent, or stood for a service that is away. */
const CHALLENGES_MAX = 2

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
  const check = useRef<HTMLParagraphElement>(null)
  // A new list for each answer, the same words too: the summary takes focus again.
  const problems = useMemo(() => describeOutcome(outcome), [outcome])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    const answer = await post(action, new FormData(event.currentTarget), check.current, prepare)
    if (answer.kind === 'accepted') return window.location.assign(answer.to)
    setIsBusy(false)
    if (answer.kind === 'stopped') return
    setOutcome({ refusal: answer.kind === 'refused' ? answer.refusal : null, isOffline: answer.kind === 'offline' })
  }

  return (
    // The browser's own checks serve until ours run: without scripts, a missing field is said before the post.
    <Form action={action} onSubmit={submit} noValidate={isHydrated} className="grid gap-5">
      <FormSummary problems={problems} />
      {children({
        busy: isBusy,
        field: (name) => ({
          name,
          defaultValue: outcome.refusal?.values[name],
          error: outcome.refusal?.errors[name],
        }),
      })}
      {/* Takes no room until there is something to say; it is there before, or it would not be read out. */}
      <p ref={check} aria-live="polite" className="text-center text-sm text-muted empty:absolute" />
    </Form>
  )
}

type Outcome = { refusal: FormRefusal | null; isOffline: boolean }

function describeOutcome({ refusal, isOffline }: Outcome): FormRefusal['problems'] {
  return isOffline ? [{ field: null, message: m.auth_problem_offline() }] : (refusal?.problems ?? [])
}

type Answer = { kind: 'accepted'; to: string } | { kind: 'refused'; refusal: FormRefusal } | { kind: 'offline' } | { kind: 'stopped' }

async function post(
  action: string,
  data: FormData,
  check: Element | null,
  prepare?: (data: FormData) => Promise<Prepared>,
): Promise<Answer> {
  try {
    const prepared = (await prepare?.(data)) ?? 'send'
    if (prepared === 'stop') return { kind: 'stopped' }
    if (prepared !== 'send')
      return { kind: 'refused', refusal: { problems: [{ field: null, message: prepared.problem }], errors: {}, values: {} } }
    const body = new URLSearchParams()
    for (const [name, value] of data) if (typeof value === 'string') body.set(name, value)
    let proof: string | null = null
    for (let challenges = 0; ; challenges += 1) {
      const headers = { accept: 'application/json', ...(proof !== null && { 'x-proof': proof }) }
      const response = await fetch(action, { method: 'POST', body, headers })
      const answer: unknown = await response.json()
      if (response.ok && typeof answer === 'object' && answer !== null && 'to' in answer) return { kind: 'accepted', to: String(answer.to) }
      if (!isFormRefusal(answer)) return { kind: 'offline' }
      const isChallenge = 'form' in answer && answer.form === 'challenge' && challenges < CHALLENGES_MAX && check !== null
      proof = isChallenge ? await (await import('./pass-check')).passCheck(action, check) : null
      if (proof === null) return { kind: 'refused', refusal: answer }
    }
  } catch {
    return { kind: 'offline' }
  }
}
