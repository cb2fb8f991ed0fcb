import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { buttonLook } from './button-look.ts'
import { Icon } from './icon.tsx'
import { toastManager } from './notify.ts'

const MAX_SHOWN = 3

/** Mount once, in the app's frame: pages without toasts then never load it. F6 leads to it. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={toastManager} limit={MAX_SHOWN}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={m.ui_notifications()}
          className="fixed end-4 bottom-4 z-50 flex w-[min(24rem,100vw-2rem)] flex-col-reverse gap-2 rounded-lg sm:end-6 sm:bottom-6"
        >
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'left', 'right']}
      // Base UI calls it a dialog, which it is not, and hides an error from screen readers since its own alert reads it out:
      // quiet is enough, and what takes the focus must not be hidden.
      role="group"
      aria-modal={undefined}
      aria-hidden={undefined}
      aria-live={toast.priority === 'high' ? 'off' : undefined}
      className="popup data-limited:hidden data-swiping:select-none"
    >
      <Toast.Content className="flex items-start gap-2.5 py-2.5 ps-3.5 pe-2">
        <Icon
          name={toast.type === 'error' ? 'circleAlert' : 'circleCheck'}
          className={cx('mt-[0.4375rem] size-4.5 shrink-0', toast.type === 'error' ? 'text-danger-ink' : 'text-success-ink')}
        />
        <div className="flex min-w-0 grow flex-wrap items-center justify-end gap-x-2 gap-y-1">
          <Toast.Title render={<p />} className="min-w-[60%] grow py-[0.3125rem] text-sm font-medium wrap-anywhere" />
          {toast.actionProps && <Toast.Action className={buttonLook('secondary', 'sm')} />}
        </div>
        <Toast.Close
          aria-label={m.ui_dismiss()}
          aria-hidden={undefined}
          className={buttonLook('ghost', 'sm', 'w-8 shrink-0 px-0! text-muted!')}
        >
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
