import { describe, expect, it } from 'vitest'
import { foldersByKey } from '../support/messages.ts'
import { type Source, sources } from '../support/sources.ts'

/** From the ground up: a file may import from its own folder and from those above it in this list. */
const LAYERS = [
  'brand',
  'platform/features',
  'platform/crypto',
  'platform/cli',
  'platform/forms',
  'platform/config',
  'platform/observability',
  'platform/i18n',
  'platform/db',
  'platform/rate-limits',
  'platform/jobs',
  'platform/http',
  'platform/storage',
  'platform/events',
  'platform/email',
  'platform/backup',
  'platform/query',
  'ui',
  'auth',
  'features',
  'routes',
  'app',
] as const

/** Who may know another feature, and why. */
const FEATURE_EDGES: Record<string, string> = {
  'confirm → passkeys': 'a passkey is one of the proofs',
  'confirm → providers': 'signing in again is a proof for who has no password',
  'sign-in → passkeys': 'the button, and the offer in the address field',
  'connections → providers': 'both draw a provider’s mark',
  'email-gallery → mailbox': 'a sample is shown as a mail that has come',
  'magic-link → providers': 'its page is there only where links by mail are on',
  'home → sign-out': 'the app’s frame holds the sign-out button',
  'security → two-factor': 'the pending removal is announced on both pages',
  'sign-in → providers': 'the page of every way in shows the providers',
  'sign-up → providers': 'as the sign-in page does',
  'account → avatar': 'the profile links to the picture',
  'auth-error → data': 'signing in to an account that is being deleted',
  'home → account': 'navigation and summary',
  'home → activity': 'navigation and recent activity',
  'security → activity': 'the security page links to the log',
}

/** Not named `.server`, yet may import such files: their bodies are stripped from the browser's build. */
const SERVER_SIDE =
  /(\.server\.tsx?|\.functions\.ts|^auth\/guards\/(guards|map-errors|same-viewer)\.ts|^auth\/forms\/form-state\.ts|^platform\/http\/(nonce|page-head)\.ts|^(features\/[^/]+\/)?routes\/|^app\/(main|worker|worker-main|server|start|cli)\.ts)/

const all = sources()

function layerOf(path: string): number {
  const layer = LAYERS.findIndex((known) => path.startsWith(`${known}/`) || path.startsWith(`${known}.`) || path === known)
  if (layer === -1) throw new Error(`src/${path} is in no layer: add its folder to LAYERS in this file, or move it.`)
  return layer
}

const featureOf = (path: string) => path.match(/^features\/([^/]+)\//)?.[1] ?? null
const edges = (of: (file: Source, target: string) => boolean) =>
  all.flatMap((file) =>
    targetsOf(file)
      .filter((target) => of(file, target))
      .map((target) => `${file.path} → ${target}`),
  )

const folderOf = foldersByKey()
/** A file that shows a message depends on the folder of its text, as on a module: `features/passkeys/messages/passkeys_add`. */
const targetsOf = ({ imports, messages }: Source) => [
  ...imports,
  ...messages.flatMap((key) => (folderOf.get(key) ?? []).map((folder) => `${folder.replace('src/', '')}/${key}`)),
]

describe('imports', () => {
  it('point downward only', () => {
    expect(edges((file, target) => layerOf(file.path) < layerOf(target) && !isPartOfFeature(file, target))).toEqual([])
  })

  it('keep ui to ui and what needs no server', () => {
    const allowed = /^(ui|brand|platform\/(forms|i18n))(\/|\.|$)/
    expect(edges((file, target) => file.path.startsWith('ui/') && !allowed.test(target) && !isTypeOnly(file, target))).toEqual([])
  })

  it('join two features only where this test lists the edge, and never another’s server file', () => {
    const between = all.flatMap((file) => {
      const from = featureOf(file.path)
      return targetsOf(file).flatMap((target) => {
        const to = featureOf(`${target}/`.replace(/\/$/, ''))
        return from === null || to === null || from === to ? [] : [{ edge: `${from} → ${to}`, target }]
      })
    })
    expect([...new Set(between.map(({ edge }) => edge))].toSorted()).toEqual(Object.keys(FEATURE_EDGES).toSorted())
    expect(between.filter(({ target }) => target.includes('.server'))).toEqual([])
  })

  it('bring server files into server files, handlers and guards only', () => {
    expect(edges((file, target) => target.endsWith('.server') && !SERVER_SIDE.test(file.path) && !isTypeOnly(file, target))).toEqual([])
  })

  it('go through no barrel but the schema’s', () => {
    const barrels = all.filter(
      ({ path, text }) => !/^platform\/db\/schema\/(index|app)\.ts$/.test(path) && /^export (\*|\{[^}]*\}) from/m.test(text),
    )
    expect(barrels.map(({ path }) => path)).toEqual([])
  })
})

/** What a feature may have is the type of whatever part of `platform` reads it. */
const isPartOfFeature = (file: Source, target: string): boolean => file.path === 'platform/features.ts' && isTypeOnly(file, target)

function isTypeOnly({ text }: Source, target: string): boolean {
  const name = target.split('/').at(-1)
  return new RegExp(`import type [^;\\n]*/${name}\\.tsx?'`).test(text)
}

/** `process.env`, `process['env']`, `{ env } = process` and the module of that name. */
const ENVIRONMENT = /process(\.|\?\.|\[['"`])env\b|\benv\b[^\n]*\} = process\b|from '(node:)?process'/
const ENVIRONMENT_WRITES: Record<string, string> = {
  'app/boot.server.ts': "Object.assign(process.env, { NODE_ENV: 'production' })",
}

describe('the environment', () => {
  it('is read in platform/config only, and written where this test says', () => {
    const beyond = all.filter(
      ({ path, text }) => !path.startsWith('platform/config/') && ENVIRONMENT.test(text.replace(ENVIRONMENT_WRITES[path] ?? '', '')),
    )
    expect(beyond.map(({ path }) => path)).toEqual([])
  })
})

/** The form whose address is meant to hold what it says: filters of a list, and nothing about a person. */
const FORMS_THAT_ASK = ['ui/filter-bar.tsx']

describe('every form', () => {
  it('says its method, and posts unless it only asks: before scripts run, a browser would put its fields into the address', () => {
    const forms = all.flatMap(({ path, text }) =>
      (text.match(/<form\b(?!\.)[^>]*/g) ?? []).map((tag) => ({ path, method: tag.match(/ ?method="(\w+)"/)?.[1] })),
    )
    expect(forms.length).toBeGreaterThan(1)
    expect(forms.filter(({ method }) => method !== 'post').map(({ path, method }) => `${method} ${path}`)).toEqual(
      FORMS_THAT_ASK.map((path) => `get ${path}`),
    )
  })
})
