import { chromium } from '@playwright/test'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { signIn } from './forms.ts'

/** As its settings have it: "Block all cookies". */
const BLOCKED = { profile: { default_content_setting_values: { cookies: 2 } } }

for (const javaScriptEnabled of [true, false])
  test(`a browser that blocks cookies is told so after signing in (scripts: ${javaScriptEnabled})`, async ({ app, people, address }) => {
    const folder = mkdtempSync(join(tmpdir(), 'cookies-blocked-'))
    mkdirSync(join(folder, 'Default'))
    writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(BLOCKED))
    const browser = await chromium.launchPersistentContext(folder, {
      executablePath: process.env.CHROME_PATH ?? '',
      args: ['--no-sandbox'],
      baseURL: app.url,
      extraHTTPHeaders: { 'x-forwarded-for': address },
      javaScriptEnabled,
    })
    try {
      const page = await browser.newPage()
      await signIn(page, await people.create())
      await expect(page.getByRole('alert')).toContainText('Your browser is blocking cookies')
      expect(await browser.cookies()).toEqual([])
    } finally {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
