import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findProblem } from '../../scripts/checks.mjs'
import { ROOT } from '../../scripts/checkout.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-entry-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A checkout with the plain JavaScript of `scripts`, and what `files` name. */
function checkout(name: string, files: Record<string, string | Buffer> = {}): string {
  const root = join(folder, name)
  cpSync(join(ROOT, 'scripts'), join(root, 'scripts'), { recursive: true, filter: (path) => !path.endsWith('.ts') })
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

const INSTALLED = { 'node_modules/vite/package.json': '{}', 'node_modules/node/package.json': '{}' }
const ECHO = { 'dist/server/main.js': 'console.log(process.env.APP_URL)' }

function run(root: string, script: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', script], { cwd: root, encoding: 'utf8', env })
  return { status, output: `${stdout}${stderr}`.trim() }
}

const refused = (words: string) => ({ status: 1, output: expect.stringMatching(new RegExp(`^gatehouse: [^\\n]*${words}[^\\n]*$`)) })

describe('a command of package.json ends in one line that names the fix', () => {
  it('where nothing is installed', () => {
    expect(run(checkout('bare'), 'dev')).toEqual(refused('run npm install first'))
  })

  it.each(['dev', 'test', 'build', 'doctor'])('where npm left out development packages (NODE_ENV=production, --omit=dev): %s', (script) => {
    expect(run(checkout('omitted', { 'node_modules/zod/package.json': '{}' }), script)).toEqual(refused('npm install --include=dev'))
  })

  it.each(['node_modules/.modules.yaml', 'node_modules/.yarn-integrity', 'node_modules/.yarn-state.yml', 'bun.lock'])(
    'where another package manager has installed, which ignores overrides: %s',
    (trace) => expect(run(checkout(trace.replaceAll('/', '-'), { ...INSTALLED, [trace]: '' }), 'dev')).toEqual(refused('run npm install')),
  )

  it.each(['start', 'worker'])('where there is no build: %s', (script) => {
    expect(run(checkout('unbuilt'), script)).toEqual(refused('run npm run build first'))
  })

  it.each(['start', 'worker', 'dev'])('on a Node that is too old: %s', (script) => {
    expect(findProblem(script, checkout('old', { ...INSTALLED, ...ECHO }), '20.19.2')).toMatch(
      /^Node 20\.19\.2 is too old, it must be 22\.18 or newer/,
    )
  })

  it.each(['a#b', 'a%20b', 'a?b'])('where the path of the checkout is no part of a URL (%s), before anything is made', (name) => {
    const root = checkout(name, INSTALLED)
    for (const script of ['dev', 'test', 'build', 'doctor']) expect(run(root, script)).toEqual(refused('rename or move it'))
  })

  it.each([
    ['UTF-16', Buffer.from('\uFEFFAPP_URL=https://app.test\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('APP_URL=https://app.test\n', 'utf16le')],
  ])('where .env is in %s', (_what, content) => {
    expect(run(checkout('utf16', { ...ECHO, '.env': content }), 'start')).toEqual(refused('save it as UTF-8'))
  })
})

describe('npm start', () => {
  const root = checkout('built', { ...ECHO, '.env': '\uFEFFAPP_URL="https://app.test"\r\n' })

  it('reads a .env with a byte order mark and CRLF, and starts the build', () => {
    expect(run(root, 'start')).toEqual({ status: 0, output: 'https://app.test' })
  })

  it('prefers what the shell has set', () => {
    expect(run(root, 'start', { APP_URL: 'https://shell.test' }).output).toBe('https://shell.test')
  })
})

describe('an install', () => {
  const { preinstall } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts
  const install = (agent: string) =>
    execFileSync(preinstall, { shell: true, stdio: 'pipe', env: { PATH: process.env.PATH, npm_config_user_agent: agent } })

  it.each(['npm/10.9.2 node/v20.19.2 linux x64', 'npm/12.0.0 node/v24.21.0 linux x64', ''])('by %s goes on', (agent) => {
    expect(String(install(agent))).toBe('')
  })

  it.each(['pnpm/10.4.0 npm/? node/v24.21.0', 'yarn/1.22.22 npm/? node/v24.21.0', 'bun/1.2.0 npm/? node/v24.3.0'])(
    'by %s ends with the command to use: overrides of npm would be ignored (unpinned dependency)',
    (agent) => expect(() => install(agent)).toThrow('gatehouse: Use npm install.'),
  )
})
