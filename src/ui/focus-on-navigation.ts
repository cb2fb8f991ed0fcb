import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * A new page is read from its title on, as after a full load: the focus goes to its heading, unless the page has put it
 * somewhere itself. A change of search parameters alone leaves it where it is.
 */
export function useFocusOnNavigation() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged, toLocation }) => {
        if (fromLocation === undefined || !pathChanged || toLocation.hash !== '') return
        const main = document.querySelector('main')
        if (main === null || main.contains(document.activeElement)) return
        const heading = main.querySelector('h1') ?? main
        heading.tabIndex = -1
        heading.focus({ preventScroll: true })
      }),
    [router],
  )
}
