import { ChevronsUpDown } from 'lucide-react'
import { type ComponentPropsWithRef, type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from './button.tsx'

const TYPING_PAUSE_MILLISECONDS = 250

type Values = Record<string, string>

export type FilterBarProps = {
  /** The page's own path: without scripts the browser asks for it, with the filter in the address. */
  action: string
  label: string
  /** What the address says now, by field name: '' for no filter. */
  values: Values
  onFilter: (values: Values) => void
  /** `FilterSelect`s and `SearchField`s, and hidden inputs for what else the address has to keep. */
  children: ReactNode
}

/** Filters of a list. With scripts they act at once, typed text after a pause; without, by the button. Nothing secret goes in here. */
export function FilterBar({ action, label, values, onFilter, children }: FilterBarProps) {
  const form = useRef<HTMLFormElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isKnown = useRef(false)

  function apply() {
    clearTimeout(pause.current)
    pause.current = undefined
    const chosen = form.current === null ? values : read(form.current, values)
    if (!isSame(chosen, values)) onFilter(chosen)
  }

  const address = new URLSearchParams(values).toString()
  useEffect(() => {
    // What was chosen before scripts ran counts; afterwards the address does: it changes under the form by a link or by going back.
    if (!isKnown.current) apply()
    else if (form.current !== null && pause.current === undefined) fill(form.current, values)
    isKnown.current = true
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `values` and `apply` are new each time; the address stands for both.
  }, [address])
  useEffect(() => () => clearTimeout(pause.current), [])

  function onChange({ target }: FormEvent) {
    if (!(target instanceof HTMLInputElement)) return apply()
    clearTimeout(pause.current)
    pause.current = setTimeout(apply, TYPING_PAUSE_MILLISECONDS)
  }

  return (
    <search aria-label={label}>
      <form
        method="get"
        action={action}
        ref={form}
        onChange={onChange}
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
        className="flex flex-wrap items-end gap-3"
      >
        {children}
        <noscript>
          <Button type="submit" variant="secondary">
            {m.ui_filter_apply()}
          </Button>
        </noscript>
      </form>
    </search>
  )
}

export type FilterSelectProps = Omit<ComponentPropsWithRef<'select'>, 'name'> & {
  name: string
  label: string
  options: { value: string; label: string }[]
}

/** The browser's own: it works before and without scripts. */
export function FilterSelect({ name, label, options, ...rest }: FilterSelectProps) {
  const id = useId()
  return (
    <div className="grid min-w-48 grow gap-1.5 sm:grow-0">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          {...rest}
          id={id}
          name={name}
          className="input-box cursor-pointer appearance-none ps-3 pe-9 text-base sm:text-sm forced-colors:appearance-auto"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronsUpDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-muted forced-colors:hidden"
        />
      </div>
    </div>
  )
}

function read(form: HTMLFormElement, known: Values): Values {
  const data = new FormData(form)
  return Object.fromEntries(Object.keys(known).map((name) => [name, String(data.get(name) ?? '').trim()]))
}

function fill(form: HTMLFormElement, values: Values) {
  for (const control of form.elements)
    if (control instanceof HTMLSelectElement || control instanceof HTMLInputElement) control.value = values[control.name] ?? control.value
}

const isSame = (one: Values, other: Values) => Object.keys(one).every((name) => one[name] === other[name])
