import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactElement, type ReactNode, useRef } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from './button.tsx'

export type ConfirmDialogProps = {
  trigger?: ReactElement
  open: boolean
  onOpenChange: (open: boolean) => void
  /** A question: `End this session?` */
  title: ReactNode
  /** What follows from it, and whether it can be undone. */
  description: ReactNode
  /** The verb of the question: `End session`. */
  confirmLabel: string
  onConfirm: () => void
  variant?: 'primary' | 'danger'
  /** While it works, the dialog stays; close it when it is done. */
  busy?: boolean
  children?: ReactNode
}

/** Asks before what cannot simply be taken back. The focus starts on the way out, and a press outside does nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, open, onOpenChange, title, description, confirmLabel, onConfirm, variant = 'primary', busy = false, children } = props
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root open={open} onOpenChange={(isOpen) => !busy && onOpenChange(isOpen)}>
      {trigger && <AlertDialog.Trigger render={trigger} />}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="scrim z-40" />
        <AlertDialog.Viewport className="fixed inset-0 z-40 grid grid-cols-1 items-start justify-items-center overflow-y-auto p-4 sm:items-center">
          <AlertDialog.Popup initialFocus={cancel} className="popup w-full max-w-md overflow-clip">
            <div className="grid gap-1 p-5">
              <AlertDialog.Title className="text-lg font-semibold wrap-anywhere">{title}</AlertDialog.Title>
              <AlertDialog.Description className="text-sm text-pretty text-muted">{description}</AlertDialog.Description>
            </div>
            {children && <div className="grid grid-cols-1 gap-4 px-5 pb-5">{children}</div>}
            <div className="dialog-foot">
              <AlertDialog.Close ref={cancel} disabled={busy} render={<Button variant="secondary">{m.ui_cancel()}</Button>} />
              <Button variant={variant} busy={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
