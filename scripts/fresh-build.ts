/** Before tests that run `dist/`: builds it when it is not made from the sources as they are. A global setup of both runners. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { BUILT_FROM, hashSources } from './build-sources.ts'
import { DATA, ROOT } from './checkout.ts'
import { tryLock } from './postgres/lock.ts'

const POLL_MS = 200

export default async function freshBuild(): Promise<void> {
  if (await isFresh()) return
  const lock = await takeLock()
  try {
    // Another runner may have built while this one waited.
    if (await isFresh()) return
    console.log('gatehouse: dist/ is missing or older than the sources: building it.')
    await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build.ts'), '--quiet'], { cwd: ROOT })
  } finally {
    lock.release()
  }
}

async function isFresh(): Promise<boolean> {
  const builtFrom = await readFile(join(ROOT, BUILT_FROM), 'utf8').catch(() => null)
  return builtFrom !== null && builtFrom === hashSources(ROOT)
}

async function takeLock() {
  while (true) {
    const lock = tryLock(join(DATA, 'build.lock'), 'exclusive')
    if (lock !== null) return lock
    await setTimeout(POLL_MS)
  }
}
