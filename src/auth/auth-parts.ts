/**
 * What features add to identity, so that `auth` knows none of them. Read when it is needed, in the order of their list. A hook
 * that decides about a sign-in decides by its answer: an error in it is nobody's permission, and refuses.
 */
import type { BetterAuthPlugin } from 'better-auth'
import { type AuthPart, installedFeatures } from '#platform/features.ts'

/** One of Better Auth's, from a plugin of the feature: open to browsers, or closed with the reason. */
export type Endpoint = ({ open: true } | { closed: string }) & {
  /** By name. A name is no type here: limits and problems are features' too, and a type that needs itself does not compile. */
  limit?: string
  /** How the log calls this way to sign in; for an endpoint that starts a session. */
  way?: string
  /** Its answer takes a time that says nothing (`even-time.server.ts`). */
  inEvenTime?: true
}

declare module '#platform/features.ts' {
  interface AuthPart {
    /** Loaded when Better Auth is made, before the plugin that sets cookies. */
    plugins?: () => Promise<BetterAuthPlugin[]>
    /** `METHOD /path` below `/api/auth`. */
    endpoints?: Readonly<Record<string, Endpoint>>
    /** What its refusals are called on a form, by Better Auth's code. */
    problems?: Readonly<Record<string, { form?: string; fields?: Record<string, string> }>>
  }
}

export const authParts = (): readonly AuthPart[] => installedFeatures().serverFeatures.flatMap(({ auth }) => auth ?? [])

/** With `METHOD /path`. */
export const featureEndpoints = (): [string, Endpoint][] => authParts().flatMap(({ endpoints }) => Object.entries(endpoints ?? {}))

/** By its path alone. */
export const featureEndpoint = (path: string): Endpoint | null =>
  featureEndpoints().find(([name]) => name.endsWith(` ${path}`))?.[1] ?? null
