import { Toast } from '@base-ui/react/toast'

/** What a toast offers to do, such as undoing what it tells of. Runs once: the toast closes. */
export type ToastAction = { label: string; run: () => void }

const TIMEOUT_MS = 5_000
/** Bad news and offers need reading twice. Time stands still while the pointer, the focus or another window has the person. */
const LONG_TIMEOUT_MS = 12_000

export const toastManager = Toast.createToastManager()

/** Says what came of something, in a corner of the app, from wherever it was started. `Toaster` shows it. */
export const notify = {
  success: (text: string, action?: ToastAction) => add('success', text, action),
  error: (text: string, action?: ToastAction) => add('error', text, action),
}

function add(type: 'success' | 'error', text: string, action?: ToastAction) {
  const id = toastManager.add({
    type,
    title: text,
    priority: type === 'error' ? 'high' : 'low',
    timeout: type === 'error' || action !== undefined ? LONG_TIMEOUT_MS : TIMEOUT_MS,
    actionProps: action && {
      children: action.label,
      onClick() {
        toastManager.close(id)
        action.run()
      },
    },
  })
}
