import { useHydrated } from '@tanstack/react-router'
import { type HydrationStrategy, load, never } from '@tanstack/react-start/hydration'
import { useState } from 'react'

/**
 * For `Hydrate`, around what needs no script: the page that came from the server keeps its HTML and never loads the code
 * of these parts. So links to public pages, and from them, say `reloadDocument`: a page is then whole when it is drawn,
 * and Back finds its place. Should the router open one all the same, these parts are loaded and drawn late.
 */
export function useServerHtml(): HydrationStrategy {
  const isHydrated = useHydrated()
  const [strategy] = useState<HydrationStrategy>(() => (isHydrated ? load() : never()))
  return strategy
}
