/**
 * What a feature is. Its folder has a `feature.ts`, which the browser may know too, and a `feature.server.ts`; each is one
 * line in `src/features/index.ts` and `index.server.ts`. Names are computed from these lists, so an unknown one does not
 * compile. The browser reads the lists themselves; `platform` and `auth`, which know no feature, call `installedFeatures()`.
 */
import type { LucideIcon } from 'lucide-react'

export type NavigationGroup = 'app' | 'settings' | 'admin'

/** A feature lists its own in its `navigation.ts`: beside `feature.ts`, since every signed-in page loads it. */
export type NavigationEntry = {
  to: Page
  label: () => string
  icon: LucideIcon
  /** The heading it is listed under. Null for a page below a listed page: only the command palette has it. */
  group: NavigationGroup | null
  /** Lower comes first, among those of all features. */
  order: number
  /** More words that find it in the command palette. Never shown. */
  keywords: () => string
}

export type EventDefinition = { label: () => string; icon: LucideIcon }

export type Feature = {
  /** The name of its folder. */
  name: string
  /** By name, in the past tense: `passkey.added`. */
  events?: Record<string, EventDefinition>
  /** What its events were done to, by the kind in `kind:id`. */
  targets?: Record<string, (target: { id: string }) => string>
  /** Job queues by name, with the label on the administrators' page. */
  jobs?: Record<string, () => string>
}

export const defineFeature = <const Definition extends Feature>(feature: Definition): Definition => feature

/** Server only. Its code is loaded when it is needed: each value here is plain data, a schema or a function that imports. */
export type ServerFeature = {
  name: string
}

export const defineServerFeature = <const Definition extends ServerFeature>(feature: Definition): Definition => feature

/** `src/features/index.ts` and `index.server.ts` add `features` and `serverFeatures`, `src/app/router.tsx` its `paths`, as an app registers its router. */
// oxlint-disable-next-line typescript/no-empty-interface -- it is filled there
export interface Register {}

type Registered = Register extends { features: readonly (infer Definition)[] } ? Definition : never

/** The keys of one part of all features. */
type NamesIn<Definition, Part extends string> = Definition extends { [Key in Part]: infer Names } ? keyof Names & string : never

/** The path of a page that needs no parameter. */
type Page = Register extends { paths: infer Path extends string } ? Exclude<Path, `${string}$${string}`> : string

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
