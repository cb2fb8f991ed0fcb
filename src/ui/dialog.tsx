import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { DialogCross, DialogHead } from './dialog-head.tsx'

export type DialogProps = {
  /** A `Button` that opens it and takes the focus back. Leave it out when `open` is yours to say. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** Buttons. One that submits a form among the children names it by `form`. */
  footer?: ReactNode
  children?: ReactNode
}

const SIZES = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-3xl' }

/** A window over the page. What is taller than the screen scrolls as a whole, so that nothing is cut off when zoomed. */
export function Dialog({ trigger, open, onOpenChange, title, description, size = 'md', footer, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="scrim z-40" />
        <Base.Viewport className="fixed inset-0 z-40 grid grid-cols-1 items-start justify-items-center overflow-y-auto p-4 sm:items-center">
          <Base.Popup className={cx('popup relative w-full overflow-clip', SIZES[size])}>
            <DialogHead title={title} description={description} />
            {children && <div className="grid grid-cols-1 gap-4 px-5 pb-5">{children}</div>}
            {footer && <div className="dialog-foot">{footer}</div>}
            <DialogCross />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the dialog or sheet around it; `children` is a `Button`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />
}
