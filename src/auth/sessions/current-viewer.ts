import { AppError } from '#platform/forms/app-error.ts'
import type { Viewer } from './viewer.ts'

const STALE_MS = 60_000

/** What the browser last heard. Never set on the server, where a module outlives the request. */
let heard: { viewer: Promise<Viewer | null>; at: number } | null = null
/** Nor this: the first user this document was shown to. It belongs to no other; `sameViewer` sees to that. */
let owner: string | undefined

export const pageOwner = (): string | undefined => owner

/** One look-up a page on the server; in the browser one a minute, and at once after `forgetViewer`. */
export function currentViewer(): Promise<Viewer | null> {
  if (import.meta.env.SSR) return ask()
  if (heard !== null && Date.now() - heard.at < STALE_MS) return heard.viewer
  const viewer = ask()
  heard = { viewer, at: Date.now() }
  viewer.catch(forgetViewer)
  return viewer
}

let functions: typeof import('./viewer.functions.ts') | null = null

/** On demand: a public page asks only when someone stays on it, so that the caller's code need not come with it. */
async function ask(): Promise<Viewer | null> {
  functions ??= await import('./viewer.functions.ts')
  return functions.getViewer()
}

/** In the browser only: the page came with its viewer, so that the first navigation need not ask. */
export function rememberViewer(viewer: Viewer | null): void {
  heard = { viewer: Promise.resolve(viewer), at: Date.now() }
  owner ??= viewer?.id
}

export function forgetViewer(): void {
  heard = null
}

/** Whether the server refused because there is no session, or no longer one. */
export const isSignedOut = (error: unknown): boolean => error instanceof AppError && error.code === 'unauthenticated'
