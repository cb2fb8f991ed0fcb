import { useHydrated } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { Form } from './form.tsx'
import { type FormAnswer, explainFailure, readAnswer, refusedFor } from './form-answer.ts'
import { FormSummary } from './form-summary.tsx'

/** A challenge that was solved and is asked for again was spent, or stood for a service that is away. */
const CHALLENGES_MAX = 2
const NO_PROBLEMS: FormRefusal['problems'] = []

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
 * An accepted form leaves by a full navigation, unless `stay` is set: nothing the last person saw stays in memory.
 */
export function PostForm({
  action,
  refusal: initial,
  prepare,
  stay,
  children,
}: {
  action: string
  refusal: FormRefusal | null
  /** What only a script can add to the form before it is sent, such as a passkey. A rejection is shown: `explainFailure`. */
  prepare?: (data: FormData) => Promise<Prepared>
  /** Where the server leads when it saved, and what this page does then instead of leaving by a full navigation. */
  stay?: { to: string; onSaved: () => Promise<void> }
  children: (parts: FormParts) => ReactNode
}) {
  const [refusal, setRefusal] = useState(initial)
  const [isBusy, setIsBusy] = useState(false)
  const isHydrated = useHydrated()
  const check = useRef<HTMLParagraphElement>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    const answer = await post(action, new FormData(event.currentTarget), check.current, prepare)
    if (answer !== null && 'to' in answer && answer.to !== stay?.to) return window.location.assign(answer.to)
    if (answer !== null && 'to' in answer) await stay?.onSaved()
    setIsBusy(false)
    if (answer !== null) setRefusal('to' in answer ? null : answer.refusal)
  }

  return (
    // The browser's own checks serve until ours run: without scripts, a missing field is said before the post.
    <Form action={action} onSubmit={submit} noValidate={isHydrated} className="grid gap-5">
      {/* A new list for each answer, the same words too: the summary takes focus again. */}
      <FormSummary problems={refusal?.problems ?? NO_PROBLEMS} />
      {children({
        busy: isBusy,
        field: (name) => ({
          name,
          defaultValue: refusal?.values[name],
          error: refusal?.errors[name],
        }),
      })}
      {/* Takes no room until there is something to say; it is there before, or it would not be read out. */}
      <p ref={check} aria-live="polite" className="text-center text-sm text-muted empty:absolute" />
    </Form>
  )
}

/** Null where nothing needs to be said. */
async function post(
  action: string,
  data: FormData,
  check: Element | null,
  prepare?: (data: FormData) => Promise<Prepared>,
): Promise<FormAnswer | null> {
  try {
    const prepared = (await prepare?.(data)) ?? 'send'
    if (prepared === 'stop') return null
    if (prepared !== 'send') return refusedFor(prepared.problem)
    const body = new URLSearchParams()
    for (const [name, value] of data) if (typeof value === 'string') body.set(name, value)
    let proof: string | null = null
    for (let challenges = 0; ; challenges += 1) {
      const headers = { accept: 'application/json', ...(proof !== null && { 'x-proof': proof }) }
      const answer = await readAnswer(await fetch(action, { method: 'POST', body, headers }))
      if ('to' in answer) return answer
      const isChallenge = 'form' in answer.refusal && answer.refusal.form === 'challenge' && challenges < CHALLENGES_MAX && check !== null
      proof = isChallenge ? await (await import('./pass-check.ts')).passCheck(action, check) : null
      if (proof === null) return answer
    }
  } catch (error) {
    return explainFailure(error)
  }
}
