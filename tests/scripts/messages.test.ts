import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ViteDevServer, createLogger, createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { messages } from '../../scripts/vite/messages.ts'

const OUTDIR = 'src/platform/i18n/generated-dev'
const START_TIMEOUT_MS = 60_000
const WITHIN = { timeout: 30_000, interval: 100 }

const warnings: string[] = []
let root = ''
let server: ViteDevServer

const write = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}
/** What Paraglide made for a language; empty until it has. */
const compiled = (locale: string) => readFile(join(root, OUTDIR, 'messages', `${locale}.js`), 'utf8').catch(() => '')

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'gatehouse-messages-')))
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction')
  await write('src/features/first/messages/en.json', '{ "first_title": "First" }')
  server = await createServer({
    root,
    configFile: false,
    cacheDir: join(root, 'cache'),
    customLogger: { ...createLogger('silent'), warn: (line) => warnings.push(line) },
    server: { middlewareMode: true, ws: false },
    plugins: [messages({ root, isBuild: false })],
  })
}, START_TIMEOUT_MS)
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true, maxRetries: 5 })
})

describe('the development server', () => {
  it('compiles the message files that there are', async () => {
    await expect.poll(() => compiled('en'), WITHIN).toContain('first_title')
  })

  it('compiles a message file that is added while it runs', async () => {
    await write('src/features/second/messages/en.json', '{ "second_title": "Second" }')
    await expect.poll(() => compiled('en'), WITHIN).toContain('second_title')
    await write('src/features/second/messages/en.json', '{ "second_title": "Edited" }')
    await expect.poll(() => compiled('en'), WITHIN).toContain('Edited')
  })

  it('waits for a message file that an editor creates empty', async () => {
    await write('src/features/third/messages/en.json', '')
    await expect.poll(() => warnings.join('\n'), WITHIN).toContain('third/messages/en.json')
    await write('src/features/fourth/messages/en.json', '{ "fourth_title": "Fourth" }')
    await write('src/features/third/messages/en.json', '{ "third_title": "Third" }')
    await expect.poll(() => compiled('en'), WITHIN).toMatch(/fourth_title[^]*third_title/)
  })

  it('compiles a translation that is added while it runs', async () => {
    await write('src/features/first/messages/de.json', '{ "first_title": "Erster" }')
    await expect.poll(() => compiled('de'), WITHIN).toContain('Erster')
  })

  it('drops the messages of a folder that is removed while it runs', async () => {
    await rm(join(root, 'src/features/first'), { recursive: true })
    await expect.poll(() => compiled('en'), WITHIN).not.toContain('first_title')
  })
})
