/**
 * What a feature is. Its folder has a `feature.ts`, which the browser may know too, and a `feature.server.ts`; each is one
 * line in `src/features/index.ts` and `index.server.ts`. Names are computed from these lists, so an unknown one does not
 * compile. The browser reads the lists themselves; `platform` and `auth`, which know no feature, call `installedFeatures()`.
 */
import type { LucideIcon } from 'lucide-react'
import type { Command } from '#platform/cli/command.ts'
import type { Email } from '#platform/email/define-mail.ts'
import type { Reactions } from '#platform/events/reaction.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { m } from '#platform/i18n/generated/messages.js'

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

/** What a feature adds to identity. `src/auth/auth-parts.ts` says what there is, since `platform` knows no user. */
// oxlint-disable-next-line typescript/no-empty-interface -- it is filled there
export interface AuthPart {}

/** Server only. Its code is loaded when it is needed: each value here is plain data, a schema or a function that imports. */
export type ServerFeature = {
  name: string
  /** What it counts tries of. */
  limits?: Record<string, Limit>
  /** By code: `noun_adjective`. Codes travel, in cookies and answers too; words are found last. */
  errors?: Record<string, FormError>
  /** Its tables that hold something of a user, by their name in Postgres. Their rows go with the user, by foreign key. */
  tables?: Record<string, UserTable>
  /** Paths of pages that search engines may list: the sitemap. */
  publicPages?: readonly `/${string}`[]
  /** The exports of the feature's `emails.ts`. */
  emails?: () => Promise<Record<string, Email>>
  /** By queue. The label is in `feature.ts`. */
  jobs?: Record<string, Job>
  /** What follows from an event, of this feature or another. */
  on?: Reactions
  auth?: AuthPart
  /** Of the CLI, by name. */
  commands?: Record<string, Command>
}

export const defineServerFeature = <const Definition extends ServerFeature>(feature: Definition & KnownEvents<Definition>): Definition =>
  feature

/** TypeScript accepts more keys than a type parameter's constraint has. */
type KnownEvents<Definition> = { on?: { [Unknown in Exclude<NamesIn<Definition, 'on'>, EventName>]: never } }

/** `src/features/index.ts` and `index.server.ts` add `features` and `serverFeatures`, `src/app/router.tsx` its `paths`, as an app registers its router. */
// oxlint-disable-next-line typescript/no-empty-interface -- it is filled there
export interface Register {}

type Registered = Register extends { features: readonly (infer Definition)[] } ? Definition : never
type ServerRegistered = Register extends { serverFeatures: readonly (infer Definition)[] } ? Definition : never

/** The keys of one part of all features. */
type NamesIn<Definition, Part extends string> = Definition extends { [Key in Part]: infer Names } ? keyof Names & string : never

/** The path of a page that needs no parameter. */
type Page = Register extends { paths: infer Path extends string } ? Exclude<Path, `${string}$${string}`> : string

export type EventName = NamesIn<Registered, 'events'>
/** One that lacks its label, or its job, is none. */
export type QueueName = NamesIn<Registered, 'jobs'> & NamesIn<ServerRegistered, 'jobs'>
export type PublicPath = Extract<ServerRegistered, { publicPages: unknown }>['publicPages'][number]
export type LimitName = NamesIn<ServerRegistered, 'limits'>
export type ErrorCode = NamesIn<ServerRegistered, 'errors'>

type EmailsOf<Definition> = Definition extends { emails: () => Promise<infer Emails> } ? Emails[keyof Emails] : never

/** One email before it is rendered: its template and what that needs. Plain data, since it travels through the job queue. */
export type EmailMessage = EmailsOf<ServerRegistered> extends { sample: infer Message } ? Message : never

type Lists = { features: readonly Feature[]; serverFeatures: readonly ServerFeature[] }

const installed: Partial<Lists> = {}

/** Each list installs itself: the CLI and scripts load the server's without the other, which needs React. */
export function installFeatures(lists: Partial<Lists>): void {
  Object.assign(installed, lists)
}

/** Throws for a list that is not installed: an app without its features would also be without their guards. */
export function installedFeatures(): Lists {
  return {
    get features() {
      return installed.features ?? refuse('index.ts')
    },
    get serverFeatures() {
      return installed.serverFeatures ?? refuse('index.server.ts')
    },
  }
}

function refuse(list: string): never {
  throw new Error(`No features are installed: import src/features/${list} first.`)
}
