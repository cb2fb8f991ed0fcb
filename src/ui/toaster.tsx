import { Toaster as Sonner } from 'sonner'
import { m } from '~/messages/generated/messages'

// Toasts take the focus, and Sonner's own sign of it is a shadow that a dark page swallows.
const FOCUS_RING = 'focus-visible:outline-2! focus-visible:outline-accent!'

/** Mount once, in the app's frame: pages without toasts then never load it. Colours are in `src/styles.css`. */
export function Toaster() {
  return <Sonner position="bottom-right" containerAriaLabel={m.ui_notifications()} toastOptions={{ className: FOCUS_RING }} />
}
