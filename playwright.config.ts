import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/find-browser.ts'

// The workers inherit it, so that only this process searches, and only it may have to download.
process.env.CHROME_PATH ||= await findBrowser()

/** They start `npm run dev`. */
const DEVELOPMENT = ['story.spec.ts', 'dev-pages.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  // What runs at STORY_URL has a build of its own.
  globalSetup: process.env.STORY_URL ? undefined : './scripts/fresh-build.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  // A second try tells a race from a failure. It is no way to green: `npm test` names who needed one.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? 'test-results/e2e.json' }]],
  use: {
    // Recording each test costs a third of its time. What fails, fails twice, and the second try is recorded.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    // What runs at STORY_URL need not be a development server.
    // One worker, so that both files use one development server; first, so that the other worker is not left alone at the end.
    {
      name: 'story',
      workers: 1,
      testMatch: process.env.STORY_URL ? 'story.spec.ts' : DEVELOPMENT,
      timeout: 180_000,
      // The first page waits for Vite, which compiles it now.
      expect: { timeout: 60_000 },
    },
    { name: 'app', testIgnore: DEVELOPMENT },
  ],
})
