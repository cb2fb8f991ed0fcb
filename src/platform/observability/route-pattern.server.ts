/** `/avatar/$userId/$version` for `/avatar/1/2`: of few values, and with nobody's token in it. */

/** Longer ones are nobody's route. */
const PATH_MAX_CHARACTERS = 500

type Pattern = { path: string; parts: string[] }
let patterns: Pattern[] = []

/** `paths` as the router writes them: `$name` stands for one part, `$` for the rest. */
export function knowRoutes(paths: readonly string[]): void {
  patterns = paths.map((path) => ({ path, parts: partsOf(path) })).toSorted((one, other) => wildness(one) - wildness(other))
}

/** Null when no route is there, or none is known. */
export function routeOf(pathname: string): string | null {
  if (pathname.length > PATH_MAX_CHARACTERS) return null
  const parts = partsOf(pathname)
  return patterns.find((pattern) => fits(pattern.parts, parts))?.path ?? null
}

/** The route that says more about an address comes first. */
const wildness = ({ parts }: Pattern) => parts.filter((part) => part.startsWith('$')).length + (parts.at(-1) === '$' ? 10 : 0)

const partsOf = (path: string) => path.split('/').filter((part) => part !== '')

function fits(pattern: string[], parts: string[]): boolean {
  const isOpenEnded = pattern.at(-1) === '$'
  if (isOpenEnded ? parts.length < pattern.length - 1 : parts.length !== pattern.length) return false
  return pattern.every((part, place) => part.startsWith('$') || part === parts[place])
}
