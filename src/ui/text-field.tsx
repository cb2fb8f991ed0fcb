import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame.tsx'

export type TextFieldProps = Omit<ComponentPropsWithRef<'input'>, 'name'> &
  FieldTexts & {
    /** Also the input's id unless `id` is given, so that an error summary can link to it. */
    name: string
    aside?: ReactNode
  }

export function TextField({ name, id = name, label, hint, error, aside, className, ...rest }: TextFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} aside={aside}>
      <input
        type="text"
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error }, rest['aria-describedby'])}
        className={cx('input-box px-3 text-base sm:text-sm', className)}
      />
    </FieldFrame>
  )
}
