/**
 * `node e2e/screenshots.ts`: every page in light, in dark and in Arabic at three widths, a contact sheet of each, and the
 * pictures of the landing page (which shows them after the next build). Not a test: somebody looks at them.
 */
import { type BrowserContextOptions, type Page, chromium } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import { ROOT } from '../scripts/checkout.ts'
import { findBrowser } from '../scripts/find-browser.ts'
import { startStandInGithub } from '../scripts/stand-in-github/server.ts'
import { brand } from '#brand.ts'
import { startApp } from '../tests/support/app.ts'
import { openTestServer } from '../tests/support/database.ts'
import { expectHydrated } from './forms.ts'
import type { PageState } from './page-state.ts'
import { PAGES } from './pages.ts'
import { peopleOf } from './people.ts'

const FOLDER = join(ROOT, 'test-results/screenshots')
const PUBLIC = join(ROOT, 'public/screenshots')
const WIDTHS = [320, 768, 1440]
const HEIGHT = 900
const SHEET_SCALE = 0.45
const RESIDENTS = {
  admin: { name: 'Cleo Admin', isAdmin: true },
  newcomer: { name: 'Noor' },
  githubber: { name: 'Mona Lisa', byGithub: true },
  traveller: { name: 'Tove', hasDevices: true },
  keyholder: { name: 'Kai', hasPasskeys: true },
  protected: { name: 'Pia', hasTwoFactor: true },
  challenged: { name: 'Chen', hasTwoFactor: true },
  recovering: { name: 'Rosa', hasTwoFactor: true, isRemovalPending: true },
  resident: { name: 'Ada Park', email: 'ada@example.com', hasHistory: true },
}
const LANDING_VIEWPORT = { width: 1280, height: 800 }
const WEBP_QUALITY = 82

const SHEETS: { name: string; look: BrowserContextOptions }[] = [
  { name: 'light', look: { colorScheme: 'light' } },
  { name: 'dark', look: { colorScheme: 'dark' } },
  { name: 'arabic', look: { colorScheme: 'light', locale: 'ar' } },
]

await rm(FOLDER, { recursive: true, force: true })
await Promise.all([mkdir(FOLDER, { recursive: true }), mkdir(PUBLIC, { recursive: true })])
const server = await openTestServer()
const authSecret = randomBytes(32).toString('base64url')
const github = await startStandInGithub()
const app = await startApp(server, { AUTH_SECRET: authSecret, ...github.env })
const sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-quic'] })
try {
  const people = peopleOf(sql, app.url, authSecret)
  const shoot = async (state: PageState, look: BrowserContextOptions, file: string) => {
    const context = await browser.newContext({
      baseURL: app.url,
      reducedMotion: 'reduce',
      // A picture's hidden caret is a style that the content security policy would keep out.
      bypassCSP: true,
      extraHTTPHeaders: { 'x-forwarded-for': anyAddress() },
      ...look,
    })
    const person = state.as && (await people.create(RESIDENTS[state.as]))
    const page = await context.newPage()
    if (state.withDeadJobs) await people.giveUpJobs()
    if (person && state.as === 'challenged') await people.challenge(page, person)
    else if (person) await people.signIn(context, person, { proven: state.isDoubted !== true })
    await page.goto(state.path, { waitUntil: 'networkidle' })
    await expectHydrated(page)
    await state.reach?.(page)
    if (file.endsWith('.webp')) await writeFile(file, await webpOf(page, look.deviceScaleFactor ?? 1))
    else await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide' })
    await context.close()
    // Somebody new on each picture: what one state changes is not on the next. The address is free again for them.
    if (person) await sql`update "user" set email = id || '@example.com' where id = ${person.id}`
  }

  const home: PageState = { name: 'home', path: '/app', title: `Home · ${brand.name}`, as: 'resident' }
  for (const colorScheme of ['light', 'dark'] as const)
    for (const deviceScaleFactor of [1, 2])
      await shoot(
        home,
        { viewport: LANDING_VIEWPORT, deviceScaleFactor, colorScheme },
        join(PUBLIC, `app-${colorScheme}-${LANDING_VIEWPORT.width * deviceScaleFactor}.webp`),
      )
  for (const { name, look } of SHEETS) {
    const shots = PAGES.flatMap((state) => (state.width === undefined ? WIDTHS : [state.width]).map((width) => ({ state, width })))
    for (const { state, width } of shots)
      await shoot(state, { ...look, viewport: { width, height: HEIGHT } }, fileOf(state.name, name, width))
    await makeContactSheet(
      name,
      shots.map(({ state, width }) => ({ caption: `${state.name} ${width}`, file: fileOf(state.name, name, width), width })),
    )
    console.log(`${FOLDER}/${name}.png`)
  }
} finally {
  await browser.close()
  await sql.end({ timeout: 1 })
  await app.stop()
  await github.stop()
  await server.stop()
}

/** Playwright writes PNG and JPEG only; this is a third of either. */
async function webpOf(page: Page, scale: number): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: WEBP_QUALITY,
    clip: { x: 0, y: 0, ...LANDING_VIEWPORT, scale },
  })
  return Buffer.from(data, 'base64')
}

async function makeContactSheet(name: string, shots: { caption: string; file: string; width: number }[]) {
  const cells = await Promise.all(
    shots.map(async ({ caption, file, width }) => {
      const data = await readFile(file, 'base64')
      return `<figure><img width="${width * SHEET_SCALE}" height="${HEIGHT * SHEET_SCALE}" src="data:image/png;base64,${data}"><figcaption>${caption}</figcaption></figure>`
    }),
  )
  const sheet = await browser.newPage({ viewport: { width: 2000, height: 1000 } })
  await sheet.setContent(`<style>
    body { margin: 16px; background: #888; font: 14px sans-serif; display: flex; flex-wrap: wrap; gap: 16px; align-items: start }
    figure { margin: 0 } img { object-fit: cover; object-position: top }
  </style>${cells.join('')}`)
  await sheet.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true })
  await sheet.close()
}

function fileOf(name: string, sheet: string, width: number): string {
  return join(FOLDER, `${name}-${sheet}-${width}.png`)
}

/** Limits are per client address, and the states that are refused would meet them. */
function anyAddress(): string {
  const [a, b, c] = randomBytes(3)
  return `10.${a}.${b}.${c}`
}
