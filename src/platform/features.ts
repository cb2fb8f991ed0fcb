/**
 * What a feature is. Its folder has a `feature.ts`, which the browser may know too, and a `feature.server.ts`; each is one
 * line in `src/features/index.ts` and `index.server.ts`. Names are computed from these lists, so an unknown one does not
 * compile. The browser reads the lists themselves; `platform` and `auth`, which know no feature, call `installedFeatures()`.
 */
import type { LucideIcon } from 'lucide-react'
import type { m } from '#platform/i18n/generated/messages.js'

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

export type Limit = {
  /** Whose tries are counted together: `address` is an IPv4 address or an IPv6 /64, `mailbox` an address without its +tag. */
  by: 'address' | 'account' | 'device' | 'mailbox'
  /** Tries in a window that begins with the first of them, or anew with each: then no stretch of that length has more. */
  max: number
  windowSeconds: number
  beginsAnew?: boolean
  /** From here to `max` each try takes a solved challenge; without one it is refused, and not counted. */
  challengeAfter?: number
  /** Of Better Auth: each call is a try. `/callback` stands for that of each provider. */
  endpoints?: readonly string[]
}

export type ErrorDetails = {
  /** Until the next try. */
  seconds: number
  minutes: number
  /** Of a code that was wrong, where tries are counted. */
  triesLeft: number | undefined
  /** Names the log line. */
  reference: string
}

/** Why a form is refused. */
export type FormError = {
  /** Found on the server: no page carries them all. The messages are handed over, so that a command of the CLI loads none. */
  text: (messages: typeof m, details: ErrorDetails) => string
  /** 422 unless it says so. */
  status?: 429 | 500 | 503
  /** What Better Auth calls it, and the field that is wrong then; without one, the form as a whole. */
  authCodes?: readonly string[]
  field?: string
}

/** What of a table the export of a user's data holds, under a key of the file; or why it holds nothing. */
export type UserTable = { exportedAs: string; export: (userId: string) => Promise<unknown> } | { notExported: string }

/** Server only. Its code is loaded when it is needed: each value here is plain data, a schema or a function that imports. */
export type ServerFeature = {
  name: string
  /** What it counts tries of. */
  limits?: Record<string, Limit>
  /** By code: `noun_adjective`. Codes travel, in cookies and answers too; words are found last. */
  errors?: Record<string, FormError>
  /** Its tables that hold something of a user, by their name in Postgres. Their rows go with the user, by foreign key. */
  tables?: Record<string, UserTable>
}

export const defineServerFeature = <const Definition extends ServerFeature>(feature: Definition): Definition => feature

/** `src/features/index.ts` and `index.server.ts` add `features` and `serverFeatures`, as an app registers its router. */
// oxlint-disable-next-line typescript/no-empty-interface -- it is filled there
export interface Register {}

type Registered = Register extends { features: readonly (infer Definition)[] } ? Definition : never
type RegisteredServer = Register extends { serverFeatures: readonly (infer Definition)[] } ? Definition : never

/** The keys of one part of all features. */
type NamesIn<Definition, Part extends string> = Definition extends { [Key in Part]: infer Names } ? keyof Names & string : never

export type EventName = NamesIn<Registered, 'events'>
export type QueueName = NamesIn<Registered, 'jobs'>
export type LimitName = NamesIn<RegisteredServer, 'limits'>
export type ErrorCode = NamesIn<RegisteredServer, 'errors'>

let installed: { features: readonly Feature[]; serverFeatures: readonly ServerFeature[] } | null = null

export function installFeatures(features: readonly Feature[], serverFeatures: readonly ServerFeature[]): void {
  installed = { features, serverFeatures }
}

/** Throws if nothing is installed: an app without its features would also be without their guards. */
export function installedFeatures() {
  if (installed === null) throw new Error('No features are installed: import src/features/index.server.ts first.')
  return installed
}
