import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, X } from 'lucide-react'
import { matchesWords } from './match-words.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { describedBy, FieldFrame } from './field-frame.tsx'
import type { SelectFieldProps, SelectOption } from './select-field.tsx'

export type ComboboxFieldProps = Omit<SelectFieldProps, 'onChange'> & {
  onChange?: (value: string | null) => void
  /** Shown when nothing matches what is typed. */
  emptyText?: string
}

/** One of many, found by typing any word of it or of its hint. */
export function ComboboxField(props: ComboboxFieldProps) {
  const { name, id = name, label, hint, error, options, value, defaultValue, onChange, placeholder, emptyText, ...rest } = props
  const optionOf = (chosen: string | null) => options.find((option) => option.value === chosen) ?? null
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <Combobox.Root
        {...rest}
        {...(value === undefined ? { defaultValue: optionOf(defaultValue ?? null) } : { value: optionOf(value) })}
        name={name}
        items={options}
        isItemEqualToValue={(option: SelectOption, chosen: SelectOption) => option.value === chosen.value}
        filter={(option: SelectOption, query) => matchesWords(query, [option.label, option.hint ?? ''])}
        onValueChange={(chosen) => onChange?.(chosen?.value ?? null)}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            id={id}
            // Named by reference too: while its list is open, all else is hidden from screen readers, its label as well.
            aria-labelledby={`${id}-label`}
            placeholder={placeholder ?? m.ui_choose()}
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy(id, { hint, error })}
            className="input-box ps-3 pe-17 text-base sm:text-sm"
          />
          <div className="absolute inset-y-1 end-1 flex text-muted">
            <Combobox.Clear
              aria-label={m.ui_clear()}
              className="grid w-7 place-items-center rounded-sm hover:text-ink data-disabled:hidden"
            >
              <X aria-hidden className="size-4" />
            </Combobox.Clear>
            <Combobox.Trigger aria-label={m.ui_show_choices()} className="grid w-8 place-items-center rounded-sm hover:text-ink">
              <ChevronsUpDown aria-hidden className="size-4" />
            </Combobox.Trigger>
          </div>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner align="start" sideOffset={6} collisionPadding={8} className="z-50 outline-none">
            <Combobox.Popup className="popup max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto outline-none">
              <Combobox.Empty className="px-3.5 py-3 text-sm text-muted empty:hidden">{emptyText ?? m.ui_no_match()}</Combobox.Empty>
              <Combobox.List className="p-1 empty:hidden">
                {(option: SelectOption) => <Option key={option.value} option={option} />}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </FieldFrame>
  )
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Combobox.Item value={option} disabled={option.disabled} className="popup-item relative pe-9!">
      <span className="grid min-w-0">
        {option.label}
        {option.hint && <span className="text-muted">{option.hint}</span>}
      </span>
      <Combobox.ItemIndicator className="absolute end-2.5">
        <Check aria-hidden />
      </Combobox.ItemIndicator>
    </Combobox.Item>
  )
}
