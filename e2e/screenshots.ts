/**
 * `node e2e/screenshots.ts`: every page in light and dark at three widths, a contact sheet of each theme, and the pictures
 * of the landing page (which shows them after the next build). Not a test: somebody looks at them.
 */
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import { ROOT } from '../scripts/checkout.ts'
import { findBrowser } from '../scripts/find-browser.ts'
import { startApp } from '../tests/support/app.ts'
import { openTestServer } from '../tests/support/database.ts'
import { expectRefusal } from './forms.ts'
import { type Person, peopleOf } from './people.ts'

const FOLDER = join(ROOT, 'test-results/screenshots')
const PUBLIC = join(ROOT, 'public/screenshots')
const THEMES = ['light', 'dark'] as const
const WIDTHS = [320, 768, 1440]
const HEIGHT = 900
const LANDING_PICTURE = { width: 1280, height: 800, scale: 2 }
const CLIENT_ADDRESS = { 'x-forwarded-for': '10.0.0.1' }

const PAGES = [
  { name: 'landing', path: '/' },
  { name: 'sign-in', path: '/sign-in?notice=session_needed' },
  { name: 'sign-in-refused', path: '/sign-in', press: 'Sign in' },
  { name: 'sign-up', path: '/sign-up' },
  { name: 'sign-up-refused', path: '/sign-up', press: 'Create account' },
  { name: 'check-email', path: '/check-email' },
  { name: 'verify-email', path: '/verify-email?token=a' },
  { name: 'verify-email-missing', path: '/verify-email' },
  { name: 'forgot-password', path: '/forgot-password' },
  { name: 'forgot-password-sent', path: '/forgot-password?sent=yes' },
  { name: 'reset-password', path: '/reset-password?token=a' },
  { name: 'not-found', path: '/no-such-page' },
  { name: 'home-empty', path: '/app', as: 'newcomer' },
  { name: 'home', path: '/app', as: 'resident' },
  { name: 'profile', path: '/settings/profile', as: 'resident' },
  { name: 'sign-out', path: '/sign-out', as: 'resident' },
  { name: 'landing-signed-in', path: '/', as: 'resident' },
] as const

/** Days ago, newest last. */
const HISTORY = [
  [64, 'user.signed_up'],
  [63.98, 'user.email_verified'],
  [63.97, 'session.started'],
  [21, 'password.reset_requested'],
  [20.99, 'password.reset'],
  [20.98, 'session.started'],
  [6, 'user.profile_changed'],
  [0.1, 'session.started'],
] as const

await rm(FOLDER, { recursive: true, force: true })
await Promise.all([mkdir(FOLDER, { recursive: true }), mkdir(PUBLIC, { recursive: true })])
const server = await openTestServer()
const authSecret = randomBytes(32).toString('base64url')
const app = await startApp(server, { AUTH_SECRET: authSecret })
const sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-quic'] })
try {
  const people = peopleOf(sql, app.url, authSecret)
  const newcomer = await people.create({ name: 'Noor' })
  const resident = await people.create({ name: 'Ada Park' })
  await giveHistory(resident)
  // One session at a time, since their number is on the page.
  const signIn = async (context: BrowserContext, person: Person) => {
    await sql`delete from session where user_id = ${person.id}`
    await people.signIn(context, person)
  }
  const signInAs = {
    newcomer: (context: BrowserContext) => signIn(context, newcomer),
    resident: (context: BrowserContext) => signIn(context, resident),
  }

  for (const colorScheme of THEMES) {
    const picture = await browser.newContext({
      baseURL: app.url,
      colorScheme,
      viewport: LANDING_PICTURE,
      deviceScaleFactor: LANDING_PICTURE.scale,
    })
    await signInAs.resident(picture)
    await shoot(picture, { name: 'home', path: '/app', as: 'resident' }, join(PUBLIC, `app-${colorScheme}.png`), false)
    await picture.close()
    for (const width of WIDTHS)
      for (const page of PAGES) {
        const context = await browser.newContext({
          baseURL: app.url,
          colorScheme,
          viewport: { width, height: HEIGHT },
          reducedMotion: 'reduce',
          extraHTTPHeaders: CLIENT_ADDRESS,
        })
        if ('as' in page) await signInAs[page.as](context)
        await shoot(context, page, fileOf(page.name, colorScheme, width), true)
        await context.close()
      }
    await makeContactSheet(browser, colorScheme)
    console.log(`${FOLDER}/${colorScheme}.png`)
  }
} finally {
  await browser.close()
  await sql.end({ timeout: 1 })
  await app.stop()
  await server.stop()
}

async function shoot(context: BrowserContext, { path, ...rest }: (typeof PAGES)[number], file: string, fullPage: boolean) {
  const page = await context.newPage()
  await page.goto(path, { waitUntil: 'networkidle' })
  if ('press' in rest) {
    await page.getByRole('button', { name: rest.press, exact: true }).click()
    await expectRefusal(page, 'things need your attention')
  }
  await page.screenshot({ path: file, fullPage, animations: 'disabled', caret: 'hide' })
}

async function giveHistory({ id }: Person) {
  await sql`update "user" set email = 'ada@example.com', created_at = now() - interval '64 days' where id = ${id}`
  for (const [daysAgo, name] of HISTORY)
    await sql`insert into event (name, actor_id, subject_id, created_at) values (${name}, ${id}, ${id}, now() - make_interval(secs => ${daysAgo * 86_400}))`
}

async function makeContactSheet(from: Browser, theme: string) {
  const cells = await Promise.all(
    PAGES.flatMap(({ name }) =>
      WIDTHS.map(async (width) => {
        const data = await readFile(fileOf(name, theme, width), 'base64')
        return `<figure><img src="data:image/png;base64,${data}"><figcaption>${name} ${width}</figcaption></figure>`
      }),
    ),
  )
  const sheet = await from.newPage({ viewport: { width: 2000, height: 1000 } })
  await sheet.setContent(`<style>
    body { margin: 16px; background: #888; font: 14px sans-serif; display: flex; flex-wrap: wrap; gap: 16px; align-items: start }
    figure { margin: 0 } img { height: 420px; max-width: 672px; object-fit: cover; object-position: top }
  </style>${cells.join('')}`)
  await sheet.screenshot({ path: join(FOLDER, `${theme}.png`), fullPage: true })
  await sheet.close()
}

function fileOf(name: string, theme: string, width: number): string {
  return join(FOLDER, `${name}-${theme}-${width}.png`)
}
