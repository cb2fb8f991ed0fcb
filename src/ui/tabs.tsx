import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export type TabsProps<Value extends string> = {
  /** Names the list for screen readers. */
  label: string
  tabs: readonly { value: Value; label: ReactNode; panel: ReactNode; disabled?: boolean }[]
  value?: Value
  defaultValue?: Value
  onChange?: (value: Value) => void
}

/** Views of one thing, one at a time. What has an address of its own is a `NavLink` instead. */
export function Tabs<Value extends string>({ label, tabs, value, defaultValue = tabs[0]?.value, onChange }: TabsProps<Value>) {
  return (
    <Base.Root
      {...(value === undefined ? { defaultValue } : { value })}
      onValueChange={(chosen: Value) => onChange?.(chosen)}
      className="grid grid-cols-1 gap-4"
    >
      <Base.List aria-label={label} className="flex overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            disabled={tab.disabled}
            className="min-h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink data-disabled:opacity-55 forced-colors:data-active:border-[Highlight]"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="rounded-md">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
