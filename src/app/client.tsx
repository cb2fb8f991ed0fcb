/** Starts a page in the browser. */
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { StartClient } from '@tanstack/react-start/client'
import { baseLocale, overwriteGetLocale, toLocale } from '#platform/i18n/generated/runtime.js'

/** The server chose the language of this document. Choosing another one loads a new document. */
const locale = toLocale(document.documentElement.lang) ?? baseLocale
overwriteGetLocale(() => locale)

/** What people may have typed in before the scripts arrived, and where they are. */
const fields = new Set(document.querySelectorAll<HTMLInputElement>('input, textarea, select'))
let focused = document.activeElement
document.addEventListener('focusin', ({ target }) => {
  for (const field of fields) if (field === target) focused = field
})

/**
 * An element that a browser extension has put beside a field makes React render that part of the page anew, with empty
 * fields. What the removed ones held goes into those that replace them, and the focus too.
 */
function keepTyped(error: unknown) {
  reportError(error)
  for (const field of fields) {
    const successor = field.isConnected ? null : document.getElementById(field.id)
    if (successor === null) continue
    const { value, checked } = field
    Object.assign(successor, { value, checked })
    if (field === focused) successor.focus()
    fields.delete(field)
  }
}

startTransition(() => {
  hydrateRoot(
    document,
    import.meta.env.DEV ? (
      <StrictMode>
        <StartClient />
      </StrictMode>
    ) : (
      <StartClient />
    ),
    {
      onRecoverableError: keepTyped,
    },
  )
})
