import { Search } from 'lucide-react'
import { type ComponentPropsWithRef, useId } from 'react'

export type SearchFieldProps = Omit<ComponentPropsWithRef<'input'>, 'name' | 'type'> & { name: string; label: string }

/** A search box for a `FilterBar`. Its label is seen: a placeholder goes as soon as one types. */
export function SearchField({ name, label, ...rest }: SearchFieldProps) {
  const id = useId()
  return (
    <div className="grid min-w-48 grow gap-1.5 sm:max-w-80">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-faint" />
        <input {...rest} id={id} name={name} type="search" autoComplete="off" className="input-box ps-9 pe-3 text-base sm:text-sm" />
      </div>
    </div>
  )
}
