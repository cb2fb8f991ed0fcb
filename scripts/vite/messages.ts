/** Paraglide, told of message files that are added and removed while the development server runs. */
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { PROJECT, writeMessageProject } from '../messages/project.ts'

/** Paraglide writes other files in development than for a build, and each run removes those of the other. */
const IN_SRC = 'platform/i18n/generated'

export function messages({ root, isBuild }: { root: string; isBuild: boolean }) {
  const outdir = join(root, 'src', isBuild ? IN_SRC : `${IN_SRC}-dev`)
  const alias = { name: 'gatehouse:message-folder', config: () => ({ resolve: { alias: { [`#${IN_SRC}`]: outdir } } }) }
  return [messageFolders(root), alias, paraglideVitePlugin({ project: join(root, PROJECT), outdir, strategy: ['baseLocale'] })]
}

const messageFolders = (root: string): Plugin => ({
  name: 'gatehouse:message-folders',
  enforce: 'pre',
  // Of the project only the settings: Paraglide writes the rest whenever it reads them.
  config: () => ({ server: { watch: { ignored: [/\.inlang[\\/](?!settings\.json$)/] } } }),
  configResolved: () => writeMessageProject(root),
  configureServer({ watcher, config }) {
    const broken = new Set<string>()
    const follow = (path: string) => {
      if (!/[\\/]messages[\\/][^\\/]+\.json$/.test(path)) return
      if (isBroken(path)) broken.add(path)
      else broken.delete(path)
      // Paraglide fails on a broken file and then does not watch it if it is new, as a file that an editor just created.
      if (broken.size === 0) writeMessageProject(root)
      else config.logger.warn(`New messages wait for ${[...broken].join(', ')}: not JSON yet.`)
    }
    for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, follow)
  },
})

function isBroken(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'))
    return false
  } catch {
    return existsSync(path)
  }
}
