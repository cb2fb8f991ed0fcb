/** What a browser loads of scripts with a page: each file gzipped, as `e2e/weight.spec.ts` counts. */
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import type { App } from './results.ts'

const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** Playwright is loaded when it is needed: a look at some cells is not. */
export async function scriptBytesOf(pages: Record<App, string>): Promise<Record<App, number>> {
  const [{ chromium }, { findBrowser }] = await Promise.all([import('@playwright/test'), import('../scripts/find-browser.ts')])
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS })
  try {
    return { minimal: await scriptBytes(browser, pages.minimal), gatehouse: await scriptBytes(browser, pages.gatehouse) }
  } finally {
    await browser.close()
  }
}

async function scriptBytes(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage()
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? '')) bodies.push(response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).length)
  await page.close()
  return sizes.reduce((sum, one) => sum + one, 0)
}
