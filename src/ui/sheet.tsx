import { Dialog } from '@base-ui/react/dialog'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { DialogCross, DialogHead } from './dialog-head.tsx'

export type SheetProps = {
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  /** Where it comes in from; `start` is for navigation on narrow screens. */
  side?: 'start' | 'end'
  footer?: ReactNode
  children?: ReactNode
}

const SIDES = {
  start:
    'start-0 border-e data-starting-style:-translate-x-8 data-ending-style:-translate-x-8 rtl:data-starting-style:translate-x-8 rtl:data-ending-style:translate-x-8',
  end: 'end-0 border-s data-starting-style:translate-x-8 data-ending-style:translate-x-8 rtl:data-starting-style:-translate-x-8 rtl:data-ending-style:-translate-x-8',
}

/** A panel of the screen's height over the page: the details of one row, or the navigation where there is no room for it. */
export function Sheet({ trigger, open, onOpenChange, title, description, side = 'end', footer, children }: SheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Dialog.Trigger render={trigger} />}
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim z-40" />
        <Dialog.Popup
          className={cx(
            'fixed inset-y-0 z-40 flex w-[min(28rem,100vw-2rem)] flex-col overflow-y-auto bg-raised shadow-lg',
            'transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:opacity-0',
            SIDES[side],
          )}
        >
          <DialogHead title={title} description={description} />
          <div className="grid grow grid-cols-1 content-start gap-4 px-5 pb-5">{children}</div>
          {footer && <div className="dialog-foot sticky bottom-0">{footer}</div>}
          <DialogCross />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
