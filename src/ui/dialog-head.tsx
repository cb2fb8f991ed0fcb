import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { buttonLook } from './button-look.ts'

/** Name and description of a dialog or a sheet. */
export function DialogHead({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-1 p-5 pe-14">
      <Dialog.Title className="text-lg font-semibold wrap-anywhere">{title}</Dialog.Title>
      {description && <Dialog.Description className="text-sm text-pretty wrap-anywhere text-muted">{description}</Dialog.Description>}
    </div>
  )
}

/** The way out, in the head's corner. Last in the box, so that the focus starts on what the dialog is for. */
export function DialogCross() {
  return (
    <Dialog.Close aria-label={m.ui_close()} className={buttonLook('ghost', 'sm', 'absolute! end-3.5 top-4 w-8 px-0! text-muted!')}>
      <X aria-hidden />
    </Dialog.Close>
  )
}
