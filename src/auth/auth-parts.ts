/**
 * What features add to identity, so that `auth` knows none of them. Read when it is needed, in the order of their list. A hook
 * that decides about a sign-in decides by its answer: an error in it is nobody's permission, and refuses.
 */
import type { BetterAuthPlugin } from 'better-auth'
import type { Store, Tx } from '#platform/db/client.server.ts'
import { type AuthPart, installedFeatures } from '#platform/features.ts'

/** One of Better Auth's, from a plugin of the feature: open to browsers, or closed with the reason. */
export type Endpoint = ({ open: true } | { closed: string }) & {
  /** By name. A name is no type here: limits are features' too, and a type that needs itself does not compile. */
  limit?: string
  /** How the log calls this way to sign in; for an endpoint that starts a session. */
  way?: string
  /** Whom a refused sign-in was tried for, by what was sent, for the log alone. */
  userOf?: (body: unknown) => Promise<string | null>
  /** For an endpoint that starts a session for which no second factor is owed. By default it is. */
  provesBothFactors?: true
  /** Its answer takes a time that says nothing (`even-time.server.ts`). */
  inEvenTime?: true
}

declare module '#platform/features.ts' {
  interface AuthPart {
    /** Loaded when Better Auth is made, before the plugin that sets cookies. */
    plugins?: () => Promise<BetterAuthPlugin[]>
    /** `METHOD /path` below `/api/auth`. */
    endpoints?: Readonly<Record<string, Endpoint>>
    /** Whom nobody may sign in, whatever the way: asked before a session is made, and again once its row is there. */
    shutsOut?: {
      /** Better Auth's way to say it. Its words are in `errors`. */
      code: string
      message: string
      isShutOut: (userId: string) => Promise<boolean>
      /** Before it refuses. Who got this far has proven to be the user. */
      whenRefused?: (userId: string) => Promise<void>
    }
    /** The mailbox that an address was changed away from has taken the account back: what was asked for meanwhile does not hold. */
    whenTakenBack?: (tx: Tx, userId: string) => Promise<void>
    /** How many ways to sign in the user has by this feature. The user's row is locked. */
    countWaysIn?: (store: Store, userId: string) => Promise<number>
    /** Removes those that were added since then. */
    removeWaysInSince?: (tx: Tx, userId: string, since: Date) => Promise<void>
    /**
     * Proofs for the step-up page that start a session of their own, by the field that brings them. Each throws FormProblem for
     * what is not this very user's. Returns `Set-Cookie` lines.
     */
    proofs?: Readonly<Record<string, (request: Request, given: string, userId: string) => Promise<string[]>>>
  }
}

export const authParts = (): readonly AuthPart[] => installedFeatures().serverFeatures.flatMap(({ auth }) => auth ?? [])

/** With `METHOD /path`. */
export const featureEndpoints = (): [string, Endpoint][] => authParts().flatMap(({ endpoints }) => Object.entries(endpoints ?? {}))

/** By its path alone. */
export const featureEndpoint = (path: string): Endpoint | null =>
  featureEndpoints().find(([name]) => name.endsWith(` ${path}`))?.[1] ?? null
