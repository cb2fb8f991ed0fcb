import { FilterSelect } from '#ui/filter-bar.tsx'
import type { MailView } from './mail-view.ts'

/** A view as the fields of a `FilterBar`. */
export const viewValues = ({ show, theme, width }: MailView) => ({ show: show ?? '', theme: theme ?? '', width: String(width ?? '') })

export function MailViewSelects({ view }: { view: MailView }) {
  const { show, theme, width } = viewValues(view)
  return (
    <>
      <FilterSelect name="show" label="Show" defaultValue={show} options={SHOW} />
      <FilterSelect name="theme" label="Theme" defaultValue={theme} options={THEME} />
      <FilterSelect name="width" label="Width" defaultValue={width} options={WIDTH} />
    </>
  )
}

const SHOW = [
  { value: '', label: 'Mail' },
  { value: 'text', label: 'Plain text' },
  { value: 'source', label: 'HTML source' },
]
const THEME = [
  { value: '', label: 'Same as system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const WIDTH = [
  { value: '', label: 'All there is' },
  { value: '600', label: '600 px' },
  { value: '320', label: '320 px' },
]
