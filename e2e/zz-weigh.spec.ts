import { gzipSync } from 'node:zlib'
import { writeFileSync } from 'node:fs'
import { test } from './fixtures.ts'
import { expectHydrated } from './forms.ts'

test('weigh', async ({ context, people }) => {
  test.setTimeout(120_000)
  const out: string[] = []
  for (const path of ['/', '/sign-in', '/pricing', '/app', '/settings/profile', '/admin/users']) {
    const page = await context.newPage()
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && out.push(`CONSOLE ${path} ${m.type()} ${m.text()}`))
    page.on('pageerror', (e) => out.push(`PAGEERROR ${path} ${e.message}`))
    if (path === '/app') {
      const person = await people.create()
      await people.signIn(context, person)
    }
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (r) => {
      if (/javascript/.test(r.headers()['content-type'] ?? '')) scripts.set(r.url(), r.body())
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await expectHydrated(page).catch(() => out.push(`NOT HYDRATED ${path}`))
    const sizes = await Promise.all(
      [...scripts].map(async ([url, body]) => ({ name: new URL(url).pathname, bytes: gzipSync(await body, { level: 9 }).length })),
    )
    out.push(`${path} ${sizes.reduce((s, { bytes }) => s + bytes, 0)} in ${sizes.length}`)
    if (process.env.LIST) for (const { name, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes)) out.push(`   ${bytes} ${name}`)
    await page.close()
  }
  writeFileSync('/tmp/h14/a-weigh.txt', out.join('\n') + '\n')
})
