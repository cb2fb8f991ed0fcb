import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactElement, useId } from 'react'

export type TooltipProps = {
  text: string
  /** The text is the control's name: for a button that is an icon alone. Otherwise it describes the control. */
  isName?: boolean
  /** One control that takes focus. */
  children: ReactElement
}

const DELAY_MS = 400

/**
 * A word more about a control, on hover and focus. Touch never sees it: it must not be the only place of anything needed.
 * Screen readers have it always, from the control's name or description.
 */
export function Tooltip({ text, isName = false, children }: TooltipProps) {
  const id = useId()
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={DELAY_MS} {...(isName ? { 'aria-label': text } : { 'aria-describedby': id })} />
      {isName ? null : (
        <span id={id} hidden>
          {text}
        </span>
      )}
      <Base.Portal>
        <Base.Positioner sideOffset={6} collisionPadding={8} className="z-50">
          {/* Its words are read with the control, and would be read twice. */}
          <Base.Popup aria-hidden className="popup max-w-64 rounded-md! px-2.5 py-1.5 text-xs text-pretty">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
