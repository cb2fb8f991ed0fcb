/** What asks for a proof younger than ten minutes: pages whose loader says `needFreshProof`, with their posts, and server functions by `ensureFreshSession`. */
import { sources } from './sources.ts'

const files = sources()
/** Forgets what this browser was shown, and changes nothing: whoever writes codes down takes longer than a proof lasts. */
const CHANGES_NOTHING = 'POST /settings/security/two-factor/codes'

export const STEP_UP_DOORS: readonly string[] = files
  .filter(({ path, text }) => /(^|\/)routes\//.test(path) && text.includes('needFreshProof('))
  .flatMap(({ text }) => {
    const id = text.match(/createFileRoute\('([^']+)'\)/)?.[1] ?? ''
    const path = `/${id
      .split('/')
      .filter((part) => part !== '' && !part.startsWith('_'))
      .join('/')}`
    return ['GET', 'POST'].map((verb) => `${verb} ${path}`)
  })
  .filter((door) => door !== CHANGES_NOTHING)

/** Server functions that are there for administrators only. */
export const ADMIN_FUNCTIONS: readonly string[] = functionsWith('ensureAdmin')

export const STEP_UP_FUNCTIONS: readonly string[] = functionsWith('ensureFreshSession')

function functionsWith(guard: string): string[] {
  const chain = new RegExp(`export const (\\w+) = createServerFn\\([^)]*\\)\\s*\\.middleware\\(\\[${guard}\\]\\)`, 'g')
  return files.flatMap(({ path, text }) => {
    const area = path.match(/([^/]+)\.functions\.ts$/)?.[1]
    return [...text.matchAll(chain)].map(([, name]) => `${area}.${name}`)
  })
}
