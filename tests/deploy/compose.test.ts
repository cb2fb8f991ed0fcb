import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../../scripts/checkout.ts'

/** 25 of src/platform/http/stop-signal.server.ts, and 5 to spare. */
const STOP_SECONDS = 30

type Service = Partial<{
  image: string
  environment: Record<string, string | number>
  ports: string[]
  user: string
  read_only: boolean
  cap_drop: string[]
  security_opt: string[]
  mem_limit: string
  stop_grace_period: string
  deploy: { replicas: number }
}>
const composed = (name: string): Record<string, Service> =>
  (parse(readFileSync(join(ROOT, name), 'utf8'), { merge: true }) as { services: Record<string, Service> }).services
const base = composed('docker-compose.yml')
const scale = composed('docker-compose.scale.yml')
const override = composed('docker-compose.override.yml')

/** By relative imports, and by those of what they import. Whatever is in src is given. */
function importedBy(paths: string[], found: string[] = []): string[] {
  for (const path of paths.filter((one) => !one.startsWith('src/'))) {
    const targets = [...readFileSync(join(ROOT, path), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) =>
      join(dirname(path), target),
    )
    const fresh = targets.filter((target) => !found.includes(target))
    found.push(...fresh)
    importedBy(fresh, found)
  }
  return found
}

describe('the image', () => {
  it('is given every file that its build imports', () => {
    const given = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n')
    const imported = importedBy(['scripts/run.mjs', 'scripts/build.ts', 'vite.config.ts'])
    expect(imported).toContain('scripts/precompress.ts')
    expect(
      imported.filter(
        (path) => !given.some((line) => line === `!${path}` || (line.startsWith('!') && path.startsWith(`${line.slice(1)}/`))),
      ),
    ).toEqual([])
  })
})

describe('docker-compose.yml', () => {
  it('publishes the app on this machine alone, and in the file that many apps do without', () => {
    expect(base.app?.ports).toBeUndefined()
    expect(override.app?.ports).toEqual(['127.0.0.1:${APP_PORT:-3000}:3000'])
    expect(base.worker?.deploy?.replicas).toBe(0)
  })

  it.each(['app', 'worker'])('gives %s longer to end than it takes', (name) => {
    const delay = Number(/:-(\d+)/.exec(String(scale.app?.environment?.STOP_DELAY_SECONDS))?.[1])
    expect(Number.parseInt(base[name]?.stop_grace_period ?? '', 10)).toBeGreaterThan(delay + STOP_SECONDS)
  })
})

describe('docker-compose.scale.yml', () => {
  it('opens one port, of Caddy, and counts Caddy as the one proxy', () => {
    const open = Object.entries(scale).filter(([, { ports = [] }]) => ports.length > 0)
    expect(open.map(([name]) => name)).toEqual(['caddy'])
    expect(scale.app?.environment).toMatchObject({ WORKER: 'separate', TRUSTED_PROXY_HOPS: '${TRUSTED_PROXY_HOPS:-1}' })
    expect(scale.worker).toMatchObject({ deploy: { replicas: 1 }, environment: scale.app?.environment })
    // It reads the same settings, and refuses those that do not go together.
    expect(scale.migrate?.environment).toEqual(scale.app?.environment)
  })

  it.each(['caddy', 'valkey'])('gives %s a user, a bound, and no right but what it cannot do without', (name) => {
    expect(scale[name]).toMatchObject({
      user: '1000:1000',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: '256m',
    })
  })
})
