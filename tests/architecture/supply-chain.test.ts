import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { type Package, forbiddenLicences, idleExceptions, licenceOf } from '../../scripts/supply-chain/licences.ts'
import { type Packages, lockProblems, nameOf } from '../../scripts/supply-chain/lockfile.ts'
import { findSecrets } from '../../scripts/supply-chain/secrets.ts'
import { hastyUpdates, loosePins } from '../../scripts/supply-chain/workflows.ts'

const UPDATE_AGE_DAYS = 7
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const json = (path: string) => JSON.parse(read(path))
const { dependencies, devDependencies, allowScripts } = json('package.json')
const { '': _, ...packages }: Packages = json('package-lock.json').packages

describe('the packages', () => {
  it('are pinned exactly', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })

  it('are locked to one version and hash each, name no registry, and hold no hole that is known here', () => {
    expect(lockProblems(packages)).toEqual([])
  })

  it.each([
    [{ version: '^1.0.0', integrity: 'sha512-a' }, 'is no exact version'],
    [{ version: '1.0.0', integrity: 'sha512-a', resolved: 'git+ssh://git@example.test/x.git' }, 'names where it comes from'],
    [{ version: '1.0.0', integrity: 'sha1-a' }, 'has no hash'],
    [{ version: '1.0.0' }, 'has no hash'],
    [{ version: '1.5.2', integrity: 'sha512-a' }, 'has CVE-2026-59940'],
  ])('would be refused in a lockfile as %j', (entry, problem) => {
    expect(lockProblems({ 'node_modules/seroval': entry }).join()).toContain(problem)
  })

  it('run install scripts by name only (malicious package)', () => {
    const withScripts = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
    expect(withScripts.map(([path]) => nameOf(path)).filter((name) => allowScripts[name] !== true)).toEqual([])
  })

  it('are locked for every platform, not only for the one that wrote the lockfile', () => {
    const names = new Set(Object.keys(packages).map(nameOf))
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    expect(wanted.filter((name) => !names.has(name))).toEqual([])
  })

  it('are listed, each and every one, in a bill of materials that is made without a network [ASVS 15.1.2]', () => {
    const { bomFormat, components }: Bom = JSON.parse(
      execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, encoding: 'utf8', ...QUIET }),
    )
    expect(bomFormat).toBe('CycloneDX')
    const listed = new Set(components.map(({ name, version }) => `${name}@${version}`))
    expect(
      Object.entries(packages)
        .map(([path, { version }]) => `${nameOf(path)}@${version}`)
        .filter((id) => !listed.has(id)),
    ).toEqual([])
  })
})

type Bom = { bomFormat: string; components: { name: string; version: string }[] }
const QUIET = { maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' } as const

/** As installed; for another platform's native parts, which are not, as the lockfile says. */
const licensed: Package[] = Object.entries(packages).map(([path, { license }]) => {
  const manifest = `${path}/package.json`
  const licence = existsSync(join(ROOT, manifest)) ? licenceOf(json(manifest)) : (license ?? 'none')
  return { name: nameOf(path), licence }
})

describe('licences', () => {
  it('are those that an MIT product may carry, or excused by name', () => expect(forbiddenLicences(licensed)).toEqual([]))

  it('are excused for what is there only', () => expect(idleExceptions(licensed)).toEqual([]))

  it.each(['GPL-3.0-only', 'AGPL-3.0', 'MIT AND GPL-2.0', 'none', 'SEE LICENSE IN LICENSE.md', 'MPL-2.0'])(
    '%s would be refused',
    (licence) => {
      expect(forbiddenLicences([{ name: 'x', licence }])).toHaveLength(1)
    },
  )
})

const workflows = readdirSync(join(ROOT, '.github/workflows')).map((name) => read(`.github/workflows/${name}`))

describe('what GitHub runs', () => {
  it('is pinned by the hash of a commit (a tag that was moved)', () => {
    expect(workflows.flatMap((text) => [...text.matchAll(/\buses:/g)]).length).toBeGreaterThan(3)
    expect(workflows.flatMap(loosePins)).toEqual([])
  })

  it.each(['actions/checkout@v5', 'actions/checkout@main', 'actions/checkout@08c6903', `a/b@${'0'.repeat(40)}`])(
    '%s would be refused',
    (action) => {
      expect(loosePins(`      - uses: ${action}\n`)).toEqual([action])
    },
  )

  it('may read the code and change nothing', () => {
    expect(workflows.filter((text) => !/^permissions:\n {2}contents: read\n/m.test(text) || /:\s*write\b/.test(text))).toEqual([])
  })

  it('makes the bill of materials, and looks for known holes and for secrets in the history', () => {
    for (const step of ['npm run --silent sbom', 'npm audit --omit=dev', 'gitleaks/gitleaks-action@'])
      expect(read('.github/workflows/ci.yml')).toContain(step)
  })
})

describe('updates', () => {
  const dependabot = read('.github/dependabot.yml')

  it(`of every kind wait ${UPDATE_AGE_DAYS} days (a release that was stolen)`, () => {
    for (const kind of ['npm', 'github-actions', 'docker']) expect(dependabot).toContain(`- package-ecosystem: ${kind}\n`)
    expect(hastyUpdates(dependabot, UPDATE_AGE_DAYS)).toEqual([])
  })

  it('that come sooner would be refused', () => {
    expect(hastyUpdates(dependabot.replace('default-days: 7', 'default-days: 6'), UPDATE_AGE_DAYS)).toEqual(['npm'])
    expect(hastyUpdates(dependabot.replace(/^ {4}cooldown: .+\n/m, ''), UPDATE_AGE_DAYS)).toEqual(['npm'])
  })
})

/** Look like secrets and are none. */
const NO_SECRETS: Record<string, string> = {
  'src/platform/email/samples.ts': 'the links of sample mails, which lead nowhere',
  'src/routeTree.gen.ts': 'names of routes, generated from the names of their files',
  'tests/env.test.ts': 'a secret of the length that settings want',
}

describe('the files of the repository', () => {
  const tracked = filesOfTheRepository()
  const texts = tracked.filter((path) => !/\.(webp|png|woff2)$|^package-lock\.json$/.test(path))

  it('hold no secret (a key that was committed) [ASVS 13.3.1]', () => {
    expect(texts.length).toBeGreaterThan(300)
    const found = texts.flatMap((path) => findSecrets(read(path)).map(({ kind, line }) => ({ path, place: `${path}:${line} ${kind}` })))
    expect(found.filter(({ path }) => !(path in NO_SECRETS)).map(({ place }) => place)).toEqual([])
    expect(Object.keys(NO_SECRETS).filter((path) => !found.some((finding) => finding.path === path))).toEqual([])
  })

  it('are no settings of anybody’s', () => {
    expect(tracked.filter((path) => /(^|\/)\.env(\.|$)/.test(path) && path !== '.env.example')).toEqual([])
  })

  // Put together here, so that this file holds none.
  it.each([
    ['private key', `-----BEGIN ${'PRIVATE KEY'}-----\nMIIEvQIBADANBgkqhkiG9w0BAQ`],
    ['AWS key', `AKIA${'IOSFODNN7EXAMPLE'}`],
    ['GitHub token', `ghp_${'a1B2c3D4e5'.repeat(4)}`],
    ['npm token', `//registry.example.test/:_authToken${'='}x`],
    ['Stripe key', `sk_live_${'a1B2c3D4e5'.repeat(2)}`],
    ['signed token', `eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.${'c2lnbmF0dXJl'}`],
    ['random value', `AUTH_SECRET=${'q7Zp-R2mVx9_LkT4sWbYc8NdHfGj6AeUo1Ii5Pp3'}`],
    ['random value', `const apiKey = '${'q7Zp-R2mVx9_LkT4sWbYc8NdHfGj6AeU'}'`],
  ])('would be refused with a %s', (kind, text) => {
    expect(findSecrets(`first line\n${text}`)).toEqual([{ kind, line: 2 }])
  })
})

/** What git would commit. Without git (an archive that was unpacked), whatever is not made by a command. */
function filesOfTheRepository(): string[] {
  if (!existsSync(join(ROOT, '.git'))) return filesIn('', /^(node_modules|dist|\.data|\.tanstack|test-results|playwright-report)$/)
  // In CI the checkout may belong to another user, and it is only read.
  const list = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8' }).split('\0')
  return paths.filter((path) => path !== '' && existsSync(join(ROOT, path)))
}

function filesIn(folder: string, isMade: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (isMade.test(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path, isMade) : [path]
  })
}
