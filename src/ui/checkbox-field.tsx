import type { ComponentPropsWithRef } from 'react'
import { cx } from './cx.ts'
import { describedBy, FieldError, type FieldTexts } from './field-frame.tsx'

export type CheckboxFieldProps = Omit<ComponentPropsWithRef<'input'>, 'name' | 'type'> & FieldTexts & { name: string }

export function CheckboxField({ name, id = name, label, hint, error, className, ...rest }: CheckboxFieldProps) {
  return (
    <div className={cx('grid grid-cols-1 gap-1.5', className)}>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
        <input
          {...rest}
          type="checkbox"
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error }, rest['aria-describedby'])}
          className="check-box mt-[0.1875rem]"
        />
        <label htmlFor={id} className="pb-0.5 text-sm">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="col-start-2 text-sm text-muted">
            {hint}
          </p>
        ) : null}
      </div>
      <FieldError id={id} error={error} />
    </div>
  )
}
