import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'

/** What `npm run lint` says of a file that somebody adds. */
async function lint(path: string, source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'))
  const file = join(folder, 'src', path)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, source)
    const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
    return await new Promise((resolve) => {
      execFile(process.execPath, [oxlint, '-c', join(ROOT, '.oxlintrc.json'), folder], { cwd: ROOT }, (_failed, output) => resolve(output))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const functionWith = (chain: string) => `import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
export const getX = createServerFn({ method: 'GET' })${chain}
`
const handler = (name: string, module: string) =>
  `server: { handlers: { POST: async ({ request }) => (await import('#features/${module}.ts')).${name}(request) } }`
const routeWith = (id: string, options: string) => `import { createFileRoute } from '@tanstack/react-router'
export const Route = createFileRoute('${id}')({ ${options} })
`

describe('the lint stage', () => {
  it('stops an unguarded server function, by file, name and fix, before a test runs [ASVS 8.1.1, 8.3.1]', async () => {
    const said = await lint('features/x/x.functions.ts', functionWith('.handler(() => 1)'))
    expect(said).toContain('getX in src/features/x/x.functions.ts answers anyone who calls it')
    expect(said).toContain('.middleware([ensureSession])')
  })

  it('stops one whose guard stands behind something else, or is none', async () => {
    expect(await lint('features/x/x.functions.ts', functionWith('.validator(x).middleware([ensureSession]).handler(() => 1)'))).toContain(
      'answers anyone',
    )
    expect(await lint('features/x/x.functions.ts', functionWith('.middleware([logCalls]).handler(() => 1)'))).toContain('answers anyone')
  })

  it('stops a server function outside of the files where such are looked for', async () => {
    expect(await lint('features/x/x-page.tsx', functionWith('.middleware([ensureSession]).handler(() => 1)'))).toContain(
      '*.functions.ts file',
    )
  })

  it('stops an unguarded server route and a page that anyone may open by oversight [ASVS 8.1.1, 8.3.1]', async () => {
    const route = routeWith('/_app/x', handler('chooseLanguage', 'language/language.server'))
    expect(await lint('features/x/routes/_app/x.tsx', route)).toContain(
      'POST in src/features/x/routes/_app/x.tsx answers anyone: answer it through answerMemberForm',
    )
    const inPlace = routeWith('/x', 'server: { handlers: { GET: () => new Response(secret) } }')
    expect(await lint('routes/x.ts', inPlace)).toContain("or name 'GET /x' with the reason in tests/support/open-doors.ts")
    const page = routeWith('/x', 'component: () => null')
    expect(await lint('features/x/routes/x.tsx', page)).toContain('The page src/features/x/routes/x.tsx is open to anyone')
  })

  it('stops a route that loads its handler at start', async () => {
    const route = routeWith('/_app/x', handler('saveProfile', 'account/account.server'))
    const early = `import { saveProfile } from '#features/account/account.server.ts'\n${route}`
    expect(await lint('features/x/routes/_app/x.tsx', early)).toContain('src/features/x/routes/_app/x.tsx: load it in the handler')
  })

  it('lets guarded ones pass', async () => {
    expect(await lint('features/x/x.functions.ts', functionWith('.middleware([ensureSession]).handler(() => 1)'))).not.toContain(
      'gatehouse(',
    )
    expect(await lint('features/x/x.functions.ts', functionWith('.middleware([ensureAdmin]).handler(() => 1)'))).not.toContain('gatehouse(')
    const route = routeWith('/_app/x', `component: () => null, ${handler('saveProfile', 'account/account.server')}`)
    expect(await lint('features/x/routes/_app/x.tsx', route)).not.toContain('gatehouse(')
  })
})
