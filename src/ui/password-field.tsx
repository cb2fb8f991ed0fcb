import { useHydrated } from '@tanstack/react-router'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { describedBy, FieldFrame } from './field-frame.tsx'
import { Icon } from './icon.tsx'
import type { TextFieldProps } from './text-field.tsx'

export type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'autoComplete'> & {
  autoComplete: 'current-password' | 'new-password'
  /** What to say of a password while it is typed. */
  meter?: (typed: string) => ReactNode
}

export function PasswordField({
  name,
  id = name,
  label,
  hint,
  error,
  aside,
  className,
  meter,
  onChange,
  onKeyUp,
  ...rest
}: PasswordFieldProps) {
  const isHydrated = useHydrated()
  const [isShown, setIsShown] = useState(false)
  const [isCapsLock, setIsCapsLock] = useState(false)
  const [typed, setTyped] = useState('')
  const noticeCapsLock = (event: KeyboardEvent<HTMLInputElement>) => setIsCapsLock(event.getModifierState('CapsLock'))

  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} aside={aside}>
      <div className="relative">
        <input
          spellCheck={false}
          autoCapitalize="none"
          {...rest}
          id={id}
          name={name}
          type={isShown ? 'text' : 'password'}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error }, `${id}-notes`)}
          className={cx('input-box px-3 text-base sm:text-sm', isHydrated && 'pe-11', className)}
          onKeyUp={(event) => {
            noticeCapsLock(event)
            onKeyUp?.(event)
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            onChange?.(event)
          }}
        />
        {isHydrated ? (
          <button
            type="button"
            aria-pressed={isShown}
            aria-controls={id}
            aria-label={m.ui_show_password()}
            title={m.ui_show_password()}
            onClick={() => setIsShown(!isShown)}
            className="absolute inset-y-1 end-1 grid w-9 place-items-center rounded-sm text-muted hover:text-ink"
          >
            <Icon name={isShown ? 'eyeOff' : 'eye'} className="size-4" />
          </button>
        ) : null}
      </div>
      <div id={`${id}-notes`} className="grid gap-1.5 text-sm text-muted not-has-[:not(.sr-only)]:contents">
        <p aria-live="polite" className={cx(!isCapsLock && 'sr-only')}>
          {isCapsLock ? m.ui_caps_lock() : null}
        </p>
        {/* Not announced: it would speak at every key. It is part of the field's description. */}
        {typed === '' ? null : meter?.(typed)}
      </div>
    </FieldFrame>
  )
}
