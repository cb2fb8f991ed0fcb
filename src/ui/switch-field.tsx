import { cx } from './cx.ts'
import type { CheckboxFieldProps } from './checkbox-field.tsx'
import { describedBy, FieldError } from './field-frame.tsx'

/** On or off, at once; what a form saves later is a `CheckboxField`. A checkbox to the browser: it posts and works before scripts run. */
export function SwitchField({ name, id = name, label, hint, error, className, ...rest }: CheckboxFieldProps) {
  return (
    <div className={cx('grid grid-cols-1 gap-1.5', className)}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <input
          {...rest}
          type="checkbox"
          role="switch"
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error }, rest['aria-describedby'])}
          className="switch-box row-span-2 mt-0.5"
        />
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        ) : null}
      </div>
      <FieldError id={id} error={error} />
    </div>
  )
}
