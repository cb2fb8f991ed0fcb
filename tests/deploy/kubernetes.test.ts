/** The manifests, as text: no cluster is asked here, so this holds what they say to the app and to each other. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { ROOT } from '../../scripts/checkout.ts'
import { settingNames } from '../support/settings.ts'

const FOLDER = join(ROOT, 'deploy/kubernetes')
const DRAIN_SECONDS = 25
/** DATABASE_POOL, two for the queue, and one to look whether Postgres is back; a worker has one more, to say that it lives. */
const CONNECTIONS_OF_APP = 13
/** Which Postgres keeps for its administrator. */
const RESERVED_CONNECTIONS = 3

type Labels = Record<string, string>
type Probe = { httpGet?: { path: string } }
type Container = {
  image: string
  command: string[]
  env?: { name: string }[]
  envFrom: unknown[]
  startupProbe?: Probe
  livenessProbe?: Probe
  readinessProbe?: Probe
  resources: { requests: Labels; limits: Labels }
}
type Pod = { metadata: { labels: Labels }; spec: { containers: Container[]; terminationGracePeriodSeconds?: number } }
type Manifest = {
  kind: string
  metadata: { name: string }
  data: Record<string, string>
  spec: {
    template?: Pod
    replicas?: number
    selector?: { matchLabels?: Labels } & Record<string, unknown>
    podSelector?: { matchLabels?: Labels }
    minAvailable?: number
    maxUnavailable?: number
    minReplicas?: number
    maxReplicas?: number
    scaleTargetRef?: { kind: string; name: string }
  }
}

const kustomization = parse(readFileSync(join(FOLDER, 'kustomization.yaml'), 'utf8')) as { resources: string[] }
const manifests = kustomization.resources.flatMap((name) =>
  parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')).map((document): Manifest => {
    if (document.errors.length > 0) throw new Error(`${name}: ${document.errors.join(', ')}`)
    return document.toJS()
  }),
)
const of = (kind: string) => manifests.filter((manifest) => manifest.kind === kind)
const one = (kind: string, name: string) => of(kind).find(({ metadata }) => metadata.name === name)
const pods = manifests.flatMap(({ spec }) => (spec?.template === undefined ? [] : [spec.template]))
const carries = (labels: Labels, wanted: Labels) => Object.entries(wanted).every(([name, value]) => labels[name] === value)

describe('the manifests', () => {
  it('are all in the list, and nothing else is', () => {
    const files = readdirSync(FOLDER).filter((name) => name !== 'kustomization.yaml')
    expect(files.toSorted()).toEqual(kustomization.resources.toSorted())
  })

  it('set only what the app reads, and hold no secret', () => {
    const config = one('ConfigMap', 'gatehouse')
    const named = [
      ...Object.keys(config?.data ?? {}),
      ...pods.flatMap(({ spec }) => spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name))),
    ]
    expect(named.filter((name) => !settingNames().includes(name))).toEqual([])
    expect(of('Secret')).toEqual([])
  })

  it('start what the image has, as nobody in particular, on a file system that is not written', () => {
    expect(pods).toHaveLength(3)
    for (const { spec } of pods) {
      expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, runAsUser: 1000 } })
      for (const container of spec.containers) {
        expect(existsSync(join(ROOT, String(container.command[1]).replace('dist/server/', 'src/app/').replace('.js', '.ts')))).toBe(true)
        expect(container).toMatchObject({
          image: 'gatehouse',
          envFrom: [{ configMapRef: { name: 'gatehouse' } }, { secretRef: { name: 'gatehouse' } }],
          resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: expect.any(String) } },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        })
      }
    }
  })

  it('ask at addresses that there are, and end nobody because Postgres is away', () => {
    const [app] = one('Deployment', 'gatehouse-app')?.spec.template?.spec.containers ?? []
    expect([app?.startupProbe, app?.livenessProbe, app?.readinessProbe].map((probe) => probe?.httpGet?.path)).toEqual([
      '/healthz',
      '/healthz',
      '/readyz',
    ])
    for (const name of ['healthz', 'readyz']) expect(existsSync(join(ROOT, `src/routes/${name}.ts`))).toBe(true)
  })

  it('wait as long as the app takes to end', () => {
    const delay = Number(one('ConfigMap', 'gatehouse')?.data.STOP_DELAY_SECONDS)
    const graces = of('Deployment').map(({ spec }) => spec.template?.spec.terminationGracePeriodSeconds ?? 0)
    expect(Math.min(...graces)).toBeGreaterThan(delay + DRAIN_SECONDS)
  })

  it('choose pods that there are, by labels they have', () => {
    const chosen = manifests.flatMap(({ kind, spec }) =>
      kind === 'Service' ? [spec.selector as unknown as Labels] : [spec?.selector?.matchLabels, spec?.podSelector?.matchLabels],
    )
    const selectors = chosen.filter((labels) => labels !== undefined)
    expect(selectors.length).toBeGreaterThan(4)
    expect(selectors.filter((wanted) => pods.filter(({ metadata }) => carries(metadata.labels, wanted)).length !== 1)).toEqual([])
  })

  it('leave somebody there while nodes are emptied, and room to empty them', () => {
    const scaler = one('HorizontalPodAutoscaler', 'gatehouse-app')
    expect(one('Deployment', 'gatehouse-app')?.spec.replicas).toBeUndefined()
    expect(scaler?.spec.scaleTargetRef).toMatchObject({ kind: 'Deployment', name: 'gatehouse-app' })
    expect(of('PodDisruptionBudget').map(({ spec }) => [spec.minAvailable, spec.maxUnavailable])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ])
    expect(Math.min(scaler?.spec.minReplicas ?? 0, one('Deployment', 'gatehouse-worker')?.spec.replicas ?? 0)).toBe(2)
  })

  it('keep within the connections that they say Postgres needs, while a version takes over', () => {
    const apps = one('HorizontalPodAutoscaler', 'gatehouse-app')?.spec.maxReplicas ?? Number.NaN
    const workers = one('Deployment', 'gatehouse-worker')?.spec.replicas ?? Number.NaN
    const text = readFileSync(join(FOLDER, 'app.yaml'), 'utf8')
    const needed = (apps + 1) * CONNECTIONS_OF_APP + (workers + 1) * (CONNECTIONS_OF_APP + 1)
    expect(Number(/`max_connections` of (\d+)/.exec(text)?.[1])).toBeGreaterThan(needed + RESERVED_CONNECTIONS)
  })
})
