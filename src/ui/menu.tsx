import { Menu as Base } from '@base-ui/react/menu'
import { createLink } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

export type MenuProps = {
  /** A `Button`; one with an icon alone needs an `aria-label`. */
  trigger: ReactElement
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
  /** The parts below. */
  children: ReactNode
}

export function Menu({ trigger, align = 'start', side = 'bottom', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className="popup max-h-(--available-height) min-w-48 max-w-[min(20rem,100vw-1rem)] overflow-y-auto p-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export type MenuItemProps = { icon?: ReactNode; isDanger?: boolean; disabled?: boolean; onSelect: () => void; children: ReactNode }

export function MenuItem({ icon, isDanger = false, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={cx('popup-item', isDanger ? 'text-danger-ink' : '[&_svg]:text-muted')}>
      {icon}
      {children}
    </Base.Item>
  )
}

function MenuAnchor({ icon, children, ...rest }: ComponentPropsWithRef<'a'> & { icon?: ReactNode }) {
  return (
    <Base.LinkItem closeOnClick {...rest} className="popup-item [&_svg]:text-muted">
      {icon}
      {children}
    </Base.LinkItem>
  )
}

/** A router link (`to`, `params`, `search`) as an item. */
export const MenuLink = createLink(MenuAnchor)

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 border-t" />
}

export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <MenuLabel>{label}</MenuLabel>
      {children}
    </Base.Group>
  )
}

export type MenuCheckboxProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }

export function MenuCheckbox({ checked, onChange, children }: MenuCheckboxProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={(isChecked) => onChange(isChecked)} className="popup-item ps-8.5! relative">
      <Base.CheckboxItemIndicator className="absolute start-2.5">
        <Check aria-hidden />
      </Base.CheckboxItemIndicator>
      {children}
    </Base.CheckboxItem>
  )
}

export type MenuRadiosProps<Value extends string> = {
  label: ReactNode
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: ReactNode }[]
}

/** One of several. Choosing leaves the menu open, so that the choice is seen. */
export function MenuRadios<Value extends string>({ label, value, onChange, options }: MenuRadiosProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(chosen: Value) => onChange(chosen)}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className="popup-item ps-8.5! relative">
          <Base.RadioItemIndicator className="absolute start-2.5">
            <Check aria-hidden />
          </Base.RadioItemIndicator>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">{children}</Base.GroupLabel>
}
