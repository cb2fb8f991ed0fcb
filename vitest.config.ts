import { defineConfig } from 'vitest/config'

const HTTP_TIMEOUT_MS = 60_000

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    globalSetup: 'tests/support/setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.db.test.ts', 'tests/http/**'],
          testTimeout: HTTP_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/**/*.db.test.ts'],
          setupFiles: 'tests/support/own-database.ts',
          testTimeout: HTTP_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'http',
          include: ['tests/http/**/*.test.ts'],
          testTimeout: HTTP_TIMEOUT_MS,
          hookTimeout: HTTP_TIMEOUT_MS,
          // A second try tells a race from a failure; the reporter names who needed one.
          retry: 1,
        },
      },
    ],
  },
})
