/**
 * What a feature is. Its folder has a `feature.ts`, which the browser may know too, and a `feature.server.ts`; each is one
 * line in `src/features/index.ts` and `index.server.ts`. Names are computed from these lists, so an unknown one does not
 * compile. The browser reads the lists themselves; `platform` and `auth`, which know no feature, call `installedFeatures()`.
 */
import type { LucideIcon } from 'lucide-react'

export type NavigationGroup = 'app' | 'settings' | 'admin'

export type NavigationEntry = {
  to: string
  label: () => string
  icon: LucideIcon
  /** The heading it is listed under. Null for a page below a listed page: only the command palette has it. */
  group: NavigationGroup | null
  /** More words that find it in the command palette. Never shown. */
  keywords: () => string
}

export type Feature = {
  /** The name of its folder. */
  name: string
  navigation?: readonly NavigationEntry[]
  /** By name, in the past tense: `passkey.added`. */
  events?: Record<string, { label: () => string; icon: LucideIcon }>
  /** Job queues by name, with the label on the administrators' page. */
  jobs?: Record<string, () => string>
}

export const defineFeature = <const Definition extends Feature>(feature: Definition): Definition => feature

/** What a feature adds to identity. `src/auth/auth-parts.ts` says what there is, since `platform` knows no user. */
// oxlint-disable-next-line typescript/no-empty-interface -- it is filled there
export interface AuthPart {}

/** Server only. Its code is loaded when it is needed: each value here is plain data, a schema or a function that imports. */
export type ServerFeature = {
  name: string
  auth?: AuthPart
}

export const defineServerFeature = <const Definition extends ServerFeature>(feature: Definition): Definition => feature

/** `src/features/index.ts` and `index.server.ts` add `features` and `serverFeatures`, as an app registers its router. */
// oxlint-disable-next-line typescript/no-empty-interface -- it is filled there
export interface Register {}

type Registered = Register extends { features: readonly (infer Definition)[] } ? Definition : never

/** The keys of one part of all features. */
type NamesIn<Definition, Part extends string> = Definition extends { [Key in Part]: infer Names } ? keyof Names & string : never

export type EventName = NamesIn<Registered, 'events'>
export type QueueName = NamesIn<Registered, 'jobs'>

let installed: { features: readonly Feature[]; serverFeatures: readonly ServerFeature[] } | null = null

export function installFeatures(features: readonly Feature[], serverFeatures: readonly ServerFeature[]): void {
  installed = { features, serverFeatures }
}

/** Throws if nothing is installed: an app without its features would also be without their guards. */
export function installedFeatures() {
  if (installed === null) throw new Error('No features are installed: import src/features/index.server.ts first.')
  return installed
}
