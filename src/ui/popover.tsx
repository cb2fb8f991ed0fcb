import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

export type PopoverProps = {
  /** A `Button`. */
  trigger: ReactElement
  /** Heads it and names it. */
  title: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
  children: ReactNode
}

/** A small form or a few facts beside the button that asks for them. The page behind stays usable. */
export function Popover({ trigger, title, align = 'start', className, children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            className={cx(
              'popup grid max-h-(--available-height) w-80 max-w-[calc(100vw-1rem)] gap-3 overflow-y-auto p-4 text-sm',
              className,
            )}
          >
            <Base.Title className="font-semibold">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
