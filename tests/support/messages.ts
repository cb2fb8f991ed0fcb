/** The message files as people write them, without what Paraglide makes of them. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { messageFiles } from '../../scripts/messages/project.ts'
import { LOCALES } from '#platform/i18n/locales.ts'

export type Variants = { declarations: string[]; selectors: string[]; match: Record<string, string> }
export type Message = string | Variants[]

export const [BASE_LOCALE] = LOCALES
export const files = messageFiles(ROOT)
/** `src/features/passkeys/messages` */
export const folders = [...new Set(files.map(dirname))]

export function read(folder: string, locale: string): Record<string, Message> {
  const path = join(ROOT, folder, `${locale}.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

/** In which folders a key is: one, or the test of the owners fails. */
export function foldersByKey(): Map<string, string[]> {
  const all = folders.flatMap((folder) => Object.keys(read(folder, BASE_LOCALE)).map((key) => [key, folder] as const))
  return new Map([...Map.groupBy(all, ([key]) => key)].map(([key, found]) => [key, found.map(([, folder]) => folder)]))
}
