import type { ComponentProps } from 'react'
import { describedBy, FieldError, type FieldTexts } from './field-frame.tsx'
import type { SelectOption } from './select-field.tsx'

export type RadioGroupFieldProps<Value extends string> = FieldTexts & {
  name: string
  /** Of the first option, so that an error summary leads there; the others' follow from it. */
  id?: string
  options: readonly (SelectOption & { value: Value })[]
  value?: Value
  defaultValue?: Value
  onChange?: (value: Value) => void
  disabled?: boolean
  required?: boolean
}

/** One of a few, all in sight. The browser's own radio buttons: they post and move by arrow keys before scripts run. */
export function RadioGroupField<Value extends string>(props: RadioGroupFieldProps<Value>) {
  const { name, id = name, label, hint, error, options, value, defaultValue, onChange, disabled, required } = props
  return (
    <fieldset
      role="radiogroup"
      disabled={disabled}
      aria-required={required}
      aria-invalid={error ? true : undefined}
      aria-describedby={describedBy(id, { hint, error })}
      className="grid min-w-0 grid-cols-1 gap-2"
    >
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      {options.map((option, index) => (
        <Choice
          key={option.value}
          id={index === 0 ? id : `${id}-${option.value}`}
          option={option}
          input={{
            name,
            required,
            'aria-invalid': error ? true : undefined,
            ...(value === undefined ? { defaultChecked: option.value === defaultValue } : { checked: option.value === value }),
            onChange: () => onChange?.(option.value),
          }}
        />
      ))}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}

type ChoiceProps = { id: string; option: SelectOption; input: ComponentProps<'input'> }

function Choice({ id, option, input }: ChoiceProps) {
  const hintId = `${id}-option-hint`
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-sm">
      <input
        {...input}
        type="radio"
        id={id}
        value={option.value}
        disabled={option.disabled}
        aria-describedby={option.hint && hintId}
        className="radio-dot mt-[0.1875rem]"
      />
      <label htmlFor={id}>{option.label}</label>
      {option.hint && (
        <p id={hintId} className="col-start-2 text-muted">
          {option.hint}
        </p>
      )}
    </div>
  )
}
