import { Toaster as Sonner } from 'sonner'
import { m } from '~/messages/generated/messages'

/** Mount once, in the app's frame: pages without toasts then never load it. Colours are in `src/styles.css`. */
export function Toaster() {
  return <Sonner position="bottom-right" containerAriaLabel={m.ui_notifications()} />
}
