import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type Page, chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../scripts/find-browser.ts'
import { colours } from '#brand.colours.ts'
import { allEmails } from '#platform/email/all-emails.server.ts'
import { renderEmail } from '#platform/email/render.server.tsx'
import { locales } from '#platform/i18n/generated/runtime.js'
import { useMailSettings } from './settings.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** It may have to be downloaded. */
const BROWSER_TIMEOUT_MS = 360_000
const THEMES = ['light', 'dark'] as const
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

useMailSettings()

const mails = (await allEmails()).flatMap(({ template, sample: message }) => locales.map((locale) => ({ locale, template, message })))

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } })
  // Pictures of the app, and nothing else: a mail must ask nobody for anything.
  await context.route('**/*', (route) =>
    route.request().url() === 'https://app.test/icon-192.png' ? route.fulfill({ body: PIXEL, contentType: 'image/gif' }) : route.abort(),
  )
  page = await context.newPage()
}, BROWSER_TIMEOUT_MS)
afterAll(() => browser.close())

describe.each(THEMES)('in a program whose theme is %s', (colorScheme) => {
  it.each(mails)('$template in $locale is readable to all and fits the narrowest screen', async ({ message, locale }) => {
    const { html } = await renderEmail(message, locale)
    await page.emulateMedia({ colorScheme })
    await page.setContent(html)
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join('\n')}`)).toEqual(
      [],
    )
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(await page.evaluate(sidesOfButtons)).toEqual([locale === 'ar' ? 'right' : 'left'])
    expect(await page.evaluate(backgroundAnd, colours[colorScheme].canvas)).toEqual({ background: expect.any(String), isExpected: true })
  })
})

/** In the page: its background, and whether that is the expected colour. */
function backgroundAnd(expected: string) {
  const probe = document.createElement('i')
  probe.style.color = expected
  const background = getComputedStyle(document.body).backgroundColor
  return { background, isExpected: probe.style.color === background }
}

/** In the page: at which edge of the card its buttons stand. */
function sidesOfButtons(): string[] {
  const card = document.querySelector('.inner')?.getBoundingClientRect()
  const middle = card === undefined ? 0 : card.left + card.width / 2
  const buttons = [...document.querySelectorAll('.inner a.button')].map((button) => button.getBoundingClientRect())
  return [...new Set(buttons.map(({ left, right }) => ((left + right) / 2 < middle ? 'left' : 'right')))]
}
