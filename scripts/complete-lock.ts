/**
 * `npm run lock:complete`: adds to package-lock.json the optional platform packages that its entries name and it lacks.
 * npm leaves out those it could not see on the machine that wrote the lock; `npm ci` then refuses it, and `npm install`
 * on another platform goes without its native parts (npm/cli#4828). Run it after upgrading a package that has such parts.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './checkout.ts'

type Entry = { version?: string; license?: string; dev?: boolean; engines?: object; optionalDependencies?: Record<string, string> }

const SYSTEMS = new Set(['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'])
const PROCESSORS = new Set(['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'])

const path = join(ROOT, 'package-lock.json')
const lock: { packages: Record<string, Entry> } = JSON.parse(await readFile(path, 'utf8'))
const known = new Set(Object.keys(lock.packages).map((place) => place.replace(/^.*node_modules\//, '')))
const added: Record<string, object> = {}
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (known.has(name)) continue
    known.add(name)
    added[`node_modules/${name}`] = platformEntry(name, version, parent)
  }
}
const { '': root = {}, ...packages } = { ...lock.packages, ...added }
const sorted = Object.fromEntries(Object.entries(packages).toSorted(([one], [other]) => (one < other ? -1 : 1)))
await writeFile(path, `${JSON.stringify({ ...lock, packages: { '': root, ...sorted } }, null, 2)}\n`)
console.log(`${Object.keys(added).length} platform packages added.`)

/** In npm's own order of keys. The name says the platform: `@scope/tool-linux-x64-gnu`. */
function platformEntry(name: string, version: string, parent: Entry) {
  const parts = (name.split('/').at(-1) ?? '').replace('windows', 'win32').split('-')
  const cpu = parts.filter((part) => PROCESSORS.has(part))
  const os = parts.filter((part) => SYSTEMS.has(part))
  const libc = parts.some((part) => part.startsWith('musl')) ? ['musl'] : parts.some((part) => part.startsWith('gnu')) ? ['glibc'] : []
  return {
    // Of a range its lowest version.
    version: version.replace(/^[\^~]/, ''),
    ...(cpu.length > 0 && { cpu }),
    ...(parent.dev && { dev: true }),
    ...(os.includes('linux') && libc.length > 0 && { libc }),
    ...(parent.license && { license: parent.license }),
    optional: true,
    ...(os.length > 0 && { os }),
    ...(parent.engines && { engines: parent.engines }),
  }
}
