import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'

/** The names of all settings there are, from the files that read them. */
export function settingNames(): string[] {
  const source = join(ROOT, 'src/platform/config')
  const texts = readdirSync(source)
    .filter((name) => /^env\..+\.ts$/.test(name))
    .map((name) => readFileSync(join(source, name), 'utf8'))
  const names = texts.flatMap((text) => [...text.matchAll(/\b([A-Z][A-Z\d_]{2,}): (?:text|z\.|number|wholeNumber|oneOf)/g)])
  return [...new Set(names.map((match) => match[1] ?? ''))]
}
