import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/find-browser.ts'

// The workers inherit it, so that only this process searches, and only it may have to download.
process.env.CHROME_PATH ||= await findBrowser()

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    trace: 'retain-on-failure',
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
    { name: 'app', testIgnore: 'story.spec.ts' },
    { name: 'story', testMatch: 'story.spec.ts', timeout: 180_000 },
  ],
})
