import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures.ts'
import { expectHydrated } from './forms.ts'

const KB = 1024

for (const [path, maxKb] of [
  ['/', 117.5],
  ['/sign-in', 119.5],
] as const)
  test(`${path} loads at most ${maxKb} KB of scripts, gzipped`, async ({ page }) => {
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.set(response.url(), response.body())
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await expectHydrated(page)
    const sizes = await Promise.all(
      [...scripts].map(async ([url, body]) => ({ name: new URL(url).pathname, bytes: gzipSync(await body, { level: 9 }).length })),
    )
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
    const listed = sizes.toSorted((a, b) => b.bytes - a.bytes).map(({ name, bytes }) => `  ${String(bytes).padStart(7)} ${name}`)
    console.log([`${path}: ${(total / KB).toFixed(1)} of ${maxKb} KB in ${sizes.length} files`, ...listed].join('\n'))
    expect(total).toBeLessThanOrEqual(maxKb * KB)
  })
