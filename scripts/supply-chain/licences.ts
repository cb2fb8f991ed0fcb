/** Whether what is installed may be part of a product under the MIT licence. */

/** Ask for no more than that their notice goes along. */
const FREE = new Set(
  'MIT MIT-0 ISC BSD-2-Clause BSD-3-Clause 0BSD Apache-2.0 BlueOak-1.0.0 CC0-1.0 Unlicense Python-2.0 PostgreSQL'.split(' '),
)

type Exception = { names: RegExp; licence: string; reason: string }

/** By name, each with what makes it harmless here. */
const EXCEPTIONS: Exception[] = [
  { names: /^(@axe-core\/playwright|axe-core)$/, licence: 'MPL-2.0', reason: 'runs in tests; unchanged, and not shipped' },
  { names: /^lightningcss(-.+)?$/, licence: 'MPL-2.0', reason: 'builds the stylesheet; unchanged, and not shipped' },
  { names: /^caniuse-lite$/, licence: 'CC-BY-4.0', reason: 'a table of browsers that the build reads; not shipped' },
  { names: /^@fontsource-variable\/.+$/, licence: 'OFL-1.1', reason: 'fonts, whose licence allows them in any product' },
  {
    names: /^@inlang\/plugin-message-format$/,
    licence: 'none',
    reason: 'states none; compiles messages, and is not shipped',
  },
  {
    names: /^@lix-js\/sdk(-.+)?$/,
    licence: 'none',
    reason: 'states none; comes with the compiler of messages, and is not shipped',
  },
]

export type Package = { name: string; licence: string }

/** What may not be here, in words. */
export const forbiddenLicences = (packages: Package[]): string[] =>
  packages.filter((found) => !isFree(found.licence) && !isExcused(found)).map(({ name, licence }) => `${name}: ${licence}`)

/** Exceptions for what is no longer here: they would excuse the next one of the name unseen. */
export const idleExceptions = (packages: Package[]): string[] =>
  EXCEPTIONS.filter(({ names }) => !packages.some(({ name }) => names.test(name))).map(({ names }) => String(names))

const isExcused = ({ name, licence }: Package): boolean => EXCEPTIONS.some((known) => known.names.test(name) && known.licence === licence)

/** An SPDX expression without nesting: of `OR` one is enough, of `AND` all are needed, and `WITH` only gives more. */
function isFree(expression: string): boolean {
  const alternatives = expression.replace(/^\(|\)$/g, '').split(' OR ')
  return alternatives.some((all) => all.split(' AND ').every((id) => FREE.has(id.replace(/ WITH .+$/, ''))))
}

type Manifest = { license?: string | { type?: string }; licenses?: { type?: string }[] }

/** As a package.json states it, in the old ways too. */
export function licenceOf({ license, licenses }: Manifest): string {
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type ?? 'none').join(' OR ') ?? 'none'
}
