import { Select } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame.tsx'

export type SelectOption = { value: string; label: string; hint?: string; disabled?: boolean }

export type SelectFieldProps = FieldTexts & {
  /** What a form posts the chosen `value` as. Also the button's id unless `id` is given. */
  name: string
  id?: string
  options: readonly SelectOption[]
  value?: string | null
  defaultValue?: string | null
  onChange?: (value: string) => void
  placeholder?: string
  disabled?: boolean
  required?: boolean
}

/** One of a few. From about ten on, `ComboboxField` finds by typing. */
export function SelectField({ name, id = name, label, hint, error, options, onChange, placeholder, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <Select.Root {...rest} id={id} name={name} items={options} onValueChange={(value) => value !== null && onChange?.(value)}>
        <Select.Trigger
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className="input-box flex items-center justify-between gap-2 ps-3 pe-2.5 text-start text-base sm:text-sm"
        >
          <Select.Value placeholder={placeholder ?? m.ui_choose()} className="truncate data-placeholder:text-faint" />
          <Select.Icon className="text-muted">
            <ChevronsUpDown aria-hidden className="size-4" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner align="start" sideOffset={6} collisionPadding={8} alignItemWithTrigger={false} className="z-50 outline-none">
            <Select.Popup className="popup max-h-(--available-height) max-w-[calc(100vw-1rem)] min-w-(--anchor-width) overflow-y-auto outline-none">
              <Select.List className="p-1">
                {options.map((option) => (
                  <Option key={option.value} option={option} />
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </FieldFrame>
  )
}

function Option({ option: { value, label, hint, disabled } }: { option: SelectOption }) {
  return (
    <Select.Item value={value} disabled={disabled} className={cx('popup-item relative pe-9!', hint !== undefined && 'items-start!')}>
      <span className="grid min-w-0">
        <Select.ItemText>{label}</Select.ItemText>
        {hint && <span className="text-muted">{hint}</span>}
      </span>
      <Select.ItemIndicator className="absolute end-2.5">
        <Check aria-hidden />
      </Select.ItemIndicator>
    </Select.Item>
  )
}
