import { useId } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { CopyButton } from './copy-button.tsx'

export type CopyFieldProps = { label: string; value: string }

/** A value to take along: selected on focus, copied by its button. */
export function CopyField({ label, value }: CopyFieldProps) {
  const id = useId()
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="input-box ps-3 pe-11 font-mono text-sm"
        />
        <CopyButton value={value} label={m.ui_copy_named({ name: label })} className="absolute! inset-y-1 end-1 min-h-0" />
      </div>
    </div>
  )
}
