import type { TestProject } from 'vitest/node'
import { openTestServer } from './database.ts'

/** Once a run: the test server, handed to the test files by name. */
export default async function setup(project: TestProject) {
  const { stop, ...server } = await openTestServer()
  project.provide('server', server)
  return stop
}

declare module 'vitest' {
  interface ProvidedContext {
    server: { url: string; template: string }
  }
}
