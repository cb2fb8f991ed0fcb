import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { brand } from '~/brand'

/**
 * Names the document after the page that was navigated to: by its heading, or what that has as `data-title`. The first
 * page was named by the server; browsers get no titles along with the routes (`scripts/vite/heads-on-server.ts`).
 */
export function useTitleOnNavigation() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return
        const heading = document.querySelector('h1')
        const title = heading?.dataset.title ?? heading?.textContent
        document.title = title ? `${title} · ${brand.name}` : brand.name
      }),
    [router],
  )
}
