import type { ComponentPropsWithRef } from 'react'
import { cx } from './cx.ts'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame.tsx'

export type TextAreaFieldProps = Omit<ComponentPropsWithRef<'textarea'>, 'name'> & FieldTexts & { name: string }

/** Several lines; grows with what is typed where the browser can. */
export function TextAreaField({ name, id = name, label, hint, error, className, ...rest }: TextAreaFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={3}
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error }, rest['aria-describedby'])}
        className={cx('input-box field-sizing-content max-h-96 min-h-20 px-3 py-2 text-base sm:text-sm', className)}
      />
    </FieldFrame>
  )
}
