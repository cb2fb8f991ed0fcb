import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { currentViewer, forgetViewer } from '#auth/sessions/current-viewer.ts'

/** A tab that is chosen tells of it twice. */
const PAUSE_MS = 1000

/** Someone may have signed out, or in as another user, in another tab: this one notices when it is shown or focused again. */
export function useAskAgainOnReturn() {
  const router = useRouter()
  useEffect(() => {
    let askedAt = -Infinity
    async function askAgain() {
      if (document.visibilityState !== 'visible' || performance.now() - askedAt < PAUSE_MS) return
      askedAt = performance.now()
      forgetViewer()
      // For another user `sameViewer` loads the page again. Unsaved text stays where it is until it is submitted.
      const viewer = await currentViewer().catch(() => undefined)
      if (viewer !== undefined && (viewer !== null || !hasUnsavedText())) await router.invalidate()
    }
    const listen = () => void askAgain()
    document.addEventListener('visibilitychange', listen)
    window.addEventListener('focus', listen)
    return () => {
      document.removeEventListener('visibilitychange', listen)
      window.removeEventListener('focus', listen)
    }
  }, [router])
}

const hasUnsavedText = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('form[method=post] :is(input, textarea)')].some(
    ({ value, defaultValue }) => value !== defaultValue,
  )
