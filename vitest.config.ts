import { defineConfig } from 'vitest/config'

const TIMEOUT_MS = 60_000
const WITH_DATABASE = { testTimeout: TIMEOUT_MS, globalSetup: 'tests/support/setup.ts' }
/** A second try tells a race from a failure; `npm test` names each test that needed one. */
const OVER_HTTP = {
  testTimeout: TIMEOUT_MS,
  hookTimeout: TIMEOUT_MS,
  retry: 1,
  globalSetup: ['scripts/fresh-build.ts', 'tests/support/setup.ts'],
}
/** They read files, and need neither a database nor a build. */
const ARCHITECTURE = ['tests/architecture/**/*.test.ts', 'tests/messages/**/*.test.ts', 'tests/ui/directions.test.ts']
/** They take servers away under load, and measure how soon all is well again: nothing else runs beside them. */
const FAULTS = ['toxics', 'postgres-away', 'postgres-restarts', 'pool-exhausted', 'stop'].map((name) => `tests/http/${name}.test.ts`)

export default defineConfig({
  test: {
    // More than there are cores: most tests wait for the app and its clocks. Each file has its own database, port and server.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ARCHITECTURE,
          setupFiles: 'tests/support/features.ts',
          testTimeout: TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.db.test.ts', 'tests/http/**', ...ARCHITECTURE],
          setupFiles: 'tests/support/features.ts',
          ...WITH_DATABASE,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['tests/**/*.db.test.ts'],
          setupFiles: ['tests/support/features.ts', 'tests/support/own-database.ts'],
          ...WITH_DATABASE,
        },
      },
      {
        extends: true,
        test: {
          name: 'http',
          include: ['tests/http/**/*.test.ts'],
          exclude: FAULTS,
          ...OVER_HTTP,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: FAULTS,
          fileParallelism: false,
          ...OVER_HTTP,
        },
      },
    ],
  },
})
