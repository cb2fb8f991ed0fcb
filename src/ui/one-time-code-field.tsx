import type { ComponentPropsWithRef, FormEvent } from 'react'
import { cx } from './cx.ts'
import { digitsOfCode, ONE_TIME_CODE_DIGITS } from '#platform/forms/one-time-code.ts'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame.tsx'

export type OneTimeCodeFieldProps = Omit<ComponentPropsWithRef<'input'>, 'name' | 'type' | 'value' | 'onInput' | 'className'> &
  FieldTexts & {
    name: string
    /** Called when the last digit is there, also after a paste. */
    onComplete?: (code: string) => void
  }

const BOXES = Array.from({ length: ONE_TIME_CODE_DIGITS }, (_, index) => index)

/**
 * Six digits in one input, so that paste, autofill and screen readers meet a plain text field; the boxes are drawn under it.
 * The spacing that puts a digit in each box is CSS alone: it looks the same before scripts run, and then takes what
 * a person pastes as it is. Whoever takes the code on the server runs `digitsOfCode` first.
 */
export function OneTimeCodeField({ name, id = name, label, hint, error, onComplete, ...rest }: OneTimeCodeFieldProps) {
  const look = rest.disabled ? 'bg-sunken' : cx('bg-surface shadow-xs', error ? 'border-danger' : 'border-edge')
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {/* Digits run from left to right in every language. */}
      <div dir="ltr" className="code-boxes">
        <div aria-hidden className="absolute inset-0 grid grid-cols-6 gap-2">
          {BOXES.map((box) => (
            <span key={box} className={cx('rounded-md border', look)} />
          ))}
        </div>
        <input
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          required
          {...rest}
          type="text"
          id={id}
          name={name}
          onInput={(event) => takeDigits(event, onComplete)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error }, rest['aria-describedby'])}
        />
      </div>
    </FieldFrame>
  )
}

function takeDigits({ currentTarget: input }: FormEvent<HTMLInputElement>, onComplete?: (code: string) => void) {
  const code = digitsOfCode(input.value)
  // Only when it differs: setting it moves the caret to the end.
  if (input.value !== code) input.value = code
  if (code.length === ONE_TIME_CODE_DIGITS) onComplete?.(code)
}
