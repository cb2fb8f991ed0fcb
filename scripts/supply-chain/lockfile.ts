/** Whether package-lock.json says of every package exactly which one it is. */

export type Entry = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  license?: string
  dev?: boolean
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}
export type Packages = Record<string, Entry>

const EXACT = /^\d+\.\d+\.\d+(-[\w.-]+)?$/

/** Known holes, and the first version without them. An override or a downgrade must not bring them back. */
const FLOORS: { name: string; version: string; hole: string }[] = [
  { name: 'seroval', version: '1.5.3', hole: 'CVE-2026-59940' },
  { name: 'seroval-plugins', version: '1.5.3', hole: 'CVE-2026-59940' },
  { name: 'drizzle-orm', version: '0.45.2', hole: 'CVE-2026-39356' },
]

export const nameOf = (path: string) => path.replace(/^.*node_modules\//, '')

/** Of every entry but the project itself. */
export const lockProblems = (packages: Packages): string[] =>
  Object.entries(packages).flatMap(([path, entry]) => (path === '' ? [] : problemsOf(path, entry).map((problem) => `${path}: ${problem}`)))

function problemsOf(path: string, entry: Entry): string[] {
  const floor = FLOORS.find(({ name }) => name === nameOf(path))
  return [
    ...(EXACT.test(entry.version ?? '') ? [] : [`${entry.version} is no exact version`]),
    // A registry's address would bind the project to it; any other would be code that no registry has checked.
    ...(entry.resolved === undefined && !entry.link ? [] : ['names where it comes from']),
    ...(hasIntegrity(entry) ? [] : ['has no hash']),
    ...(floor !== undefined && isOlder(entry.version ?? '', floor.version) ? [`has ${floor.hole}: ${floor.version} or newer`] : []),
  ]
}

/** Native parts for other platforms than the one that wrote the lockfile are added by `npm run lock:complete`, which sees no hash. */
const hasIntegrity = ({ integrity, optional, os, cpu }: Entry): boolean =>
  integrity === undefined ? optional === true && (os ?? cpu) !== undefined : integrity.startsWith('sha512-')

function isOlder(version: string, floor: string): boolean {
  const [ours = [], least = []] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number))
  const at = least.findIndex((part, index) => part !== ours[index])
  return at !== -1 && (ours[at] ?? 0) < (least[at] ?? 0)
}
