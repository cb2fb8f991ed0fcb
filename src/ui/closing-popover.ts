import type { FocusEvent, MouseEvent } from 'react'

/** A menu that is a `popover` needs no script to open and close; with these it also closes behind who leaves it. */
export const closingPopover = { onClick: closeAfterLink, onBlur: closeWithoutFocus }

function closeAfterLink({ target, currentTarget }: MouseEvent<HTMLElement>) {
  if (target instanceof Element && target.closest('a') !== null) currentTarget.hidePopover()
}

/** Its own button closes it itself, and would find it closed and open it. */
function closeWithoutFocus({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) {
  if (!(relatedTarget instanceof Element) || currentTarget.contains(relatedTarget)) return
  if (relatedTarget.getAttribute('popovertarget') !== currentTarget.id) currentTarget.hidePopover()
}
