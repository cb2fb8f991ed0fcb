import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ViteDevServer, createLogger, createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DATA } from '../../scripts/checkout.ts'
import { routeTree } from '../../scripts/vite/route-tree.ts'
import { mountedRoutes } from '../../src/app/routes.ts'

const routeAt = (path: string) => `import { createFileRoute } from '@tanstack/react-router'
export const Route = createFileRoute('${path}')({ component: () => null })
`
const ROOT_ROUTE = `import { createRootRoute } from '@tanstack/react-router'
export const Route = createRootRoute()
`
const ROUTER = `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'
export const getRouter = () => createRouter({ routeTree })
`
const WITHIN = { timeout: 20_000 }
const listOf = (...names: string[]) => names.map((name) => `import { ${name} } from './${name}/feature.ts'\n`).join('')

let root: string
let server: ViteDevServer
const warnings: string[] = []

const src = (path: string) => join(root, 'src', path)
function write(path: string, text: string) {
  mkdirSync(dirname(src(path)), { recursive: true })
  writeFileSync(src(path), text)
}
/** In the route tree, as it is on the disk. */
function routeIds(): string[] {
  const tree = readFileSync(src('routeTree.gen.ts'), 'utf8')
  return [...(tree.match(/interface FileRoutesById \{([^}]*)\}/)?.[1] ?? '').matchAll(/'(\/[^']+)'/g)]
    .map(([, path = '']) => path)
    .toSorted()
}

beforeAll(async () => {
  mkdirSync(DATA, { recursive: true })
  root = mkdtempSync(join(DATA, 'feature-routes-'))
  write('router.tsx', ROUTER)
  write('routes/__root.tsx', ROOT_ROUTE)
  write('routes/_app.tsx', routeAt('/_app'))
  write('features/index.ts', listOf('notes'))
  write('features/notes/routes/_app/settings/notes.tsx', routeAt('/_app/settings/notes'))
  write('features/tags/routes/_app/settings/tags.tsx', routeAt('/_app/settings/tags'))
  const { ofRouter, ofVite } = routeTree(src(''))
  server = await createServer({
    root,
    configFile: false,
    customLogger: { ...createLogger('silent'), warn: (message) => warnings.push(message) },
    server: { middlewareMode: true, ws: false },
    plugins: [tanstackStart({ router: { virtualRouteConfig: mountedRoutes(src('')), plugins: [ofRouter] } }), ofVite],
  })
})

afterAll(async () => {
  await server?.close()
  rmSync(root, { recursive: true, force: true })
})

describe('the route tree of a running development server', () => {
  it('has the frame, and the routes of each listed feature alone', () => {
    expect(routeIds()).toEqual(['/_app', '/_app/settings/notes'])
  })

  it('follows the list of features, and the routes of each', async () => {
    const both = () => {
      // Again at each try: Vite does not say from when on it watches.
      write('features/index.ts', listOf('notes', 'tags'))
      return routeIds()
    }
    await expect.poll(both, WITHIN).toEqual(['/_app', '/_app/settings/notes', '/_app/settings/tags'])
    write('features/tags/routes/tags.tsx', routeAt('/tags'))
    await expect.poll(routeIds, WITHIN).toEqual(['/_app', '/_app/settings/notes', '/_app/settings/tags', '/tags'])
    write('features/index.ts', listOf('tags'))
    rmSync(src('features/notes'), { recursive: true })
    await expect.poll(routeIds, WITHIN).toEqual(['/_app', '/_app/settings/tags', '/tags'])
  })

  it('names two routes of one path, and goes on when one is gone', async () => {
    write('features/tags/routes/_app.tags.tsx', routeAt('/_app/tags'))
    await expect.poll(() => warnings.join(), WITHIN).toMatch(/Conflicting configuration paths.*tags/s)
    rmSync(src('features/tags/routes/_app.tags.tsx'))
    write('features/tags/routes/more.tsx', routeAt('/more'))
    await expect.poll(routeIds, WITHIN).toEqual(['/_app', '/_app/settings/tags', '/more', '/tags'])
  })
})
