/**
 * What features add to identity, so that `auth` imports none of them. Read when it is needed, in the order of the list. A hook
 * that decides about a sign-in fails closed: an error refuses the sign-in.
 */
import type { BetterAuthPlugin } from 'better-auth'
import type { Store, Tx } from '#platform/db/client.server.ts'
import { type AuthPart, installedFeatures } from '#platform/features.ts'

/** One of Better Auth's, from a plugin of the feature: open to browsers, or closed with the reason. */
export type Endpoint = ({ open: true } | { closed: string }) & {
  /** By name. A name is no type here: limits are features' too, and a type that needs itself does not compile. */
  limit?: string
  /** The sign-in method's name in the audit log; for an endpoint that starts a session. */
  way?: string
  /** Whose sign-in failed, read from the request body. For the audit log only. */
  userOf?: (body: unknown) => Promise<string | null>
  /** For an endpoint that starts a session for which no second factor is owed. By default it is. */
  provesBothFactors?: true
  /** Its response time must not depend on whether the account exists (`even-time.server.ts`). */
  inEvenTime?: true
}

declare module '#platform/features.ts' {
  interface AuthPart {
    /** Loaded when Better Auth is made, before the plugin that sets cookies. */
    plugins?: () => Promise<BetterAuthPlugin[]>
    /** `METHOD /path` below `/api/auth`. */
    endpoints?: Readonly<Record<string, Endpoint>>
    /** Blocks a user's sign-in by every method: checked before a session is created, and again once its row exists. */
    signInBlock?: {
      /** The error code of Better Auth. Its text is in `errors`. */
      code: string
      message: string
      isBlocked: (userId: string) => Promise<boolean>
      /** Runs before the refusal. The caller has proven to be the user. */
      whenRefused?: (userId: string) => Promise<void>
    }
    /** The owner of the old address has undone an email change: cancels what was requested in the meantime. */
    onEmailChangeUndone?: (tx: Tx, userId: string) => Promise<void>
    /** The number of sign-in methods that this feature gives the user. The user's row is locked. */
    countSignInMethods?: (store: Store, userId: string) => Promise<number>
    /** Removes the sign-in methods added since then. */
    removeSignInMethodsSince?: (tx: Tx, userId: string, since: Date) => Promise<void>
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
