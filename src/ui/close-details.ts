import type { KeyboardEvent, MouseEvent, ToggleEvent } from 'react'

/** A menu made of `details` needs no script to open; with these it also closes by itself. */
export const closingDetails = { onClick: closeAfterLink, onKeyDown: closeOnEscape, onToggle: closeOnPressOutside }

function closeAfterLink({ target, currentTarget }: MouseEvent<HTMLDetailsElement>) {
  if (target instanceof Element && target.closest('a') !== null) currentTarget.open = false
}

function closeOnEscape({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>) {
  if (key !== 'Escape' || !currentTarget.open) return
  currentTarget.open = false
  currentTarget.querySelector('summary')?.focus()
}

function closeOnPressOutside({ currentTarget: details }: ToggleEvent<HTMLDetailsElement>) {
  if (!details.open) return
  const closed = new AbortController()
  const close = ({ target }: Event) => {
    if (target instanceof Node && details.contains(target)) return
    details.open = false
    closed.abort()
  }
  for (const press of ['pointerdown', 'focusin']) document.addEventListener(press, close, { signal: closed.signal })
}
