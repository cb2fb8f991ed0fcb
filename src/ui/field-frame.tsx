import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export type FieldTexts = { label: ReactNode; hint?: ReactNode; error?: ReactNode }

export type FieldFrameProps = FieldTexts & {
  id: string
  /** Stands opposite the label, such as a forgot-password link. */
  aside?: ReactNode
  children: ReactNode
}

/** Label, control, hint and error of one field. The control carries `describedBy(id, …)`. */
export function FieldFrame({ id, label, hint, error, aside, children }: FieldFrameProps) {
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label id={`${id}-label`} htmlFor={id} className="min-w-0 text-sm font-medium">
          {label}
        </label>
        {aside === undefined ? null : <div className="text-sm">{aside}</div>}
      </div>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <FieldError id={id} error={error} />
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error?: ReactNode }) {
  if (!error) return null
  return (
    <p id={`${id}-error`} className="flex gap-1.5 text-sm font-medium wrap-anywhere text-danger-ink">
      <Icon name="circleAlert" className="mt-[0.2rem] size-4 shrink-0" />
      {error}
    </p>
  )
}

/** `aria-describedby` for what is present: the error first, since it is what needs doing. */
export function describedBy(id: string, { hint, error }: { hint?: ReactNode; error?: ReactNode }, also?: string): string | undefined {
  return [error ? `${id}-error` : '', hint ? `${id}-hint` : '', also ?? ''].filter(Boolean).join(' ') || undefined
}
