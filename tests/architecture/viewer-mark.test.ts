import { describe, expect, it } from 'vitest'
import { sources } from '../support/sources.ts'

const all = sources()
const matching = (pattern: RegExp) => all.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
const inBrowser = ({ path }: { path: string }) => !/\.server\.tsx?$|-main\.ts$/.test(path)

/** Handlers that look at the session without `answerMemberForm`, and what keeps one user's page from acting for another. */
const LOOKS_AT_THE_SESSION: Record<string, string> = {
  'features/sign-out/sign-out.server.ts': 'compares the mark itself, and asks first',
  'features/language/language.server.ts': 'compares the mark itself, and leaves the account alone',
  'features/two-factor/challenge.server.ts': 'only leads someone who is signed in home',
  'features/email-verification/email-verification.server.ts': 'only leads someone who is signed in home',
  'features/email-change/email-change.forms.server.ts': 'the token names the user; the session only decides which one stays',
}

/** A page's posts and calls name the user it was rendered for (account confusion between tabs). */
describe('every form that posts', () => {
  it('is made by the one component that names the user [ASVS 8.3.1]', () => {
    expect(matching(/<form\b/).toSorted()).toEqual(['ui/filter-bar.tsx', 'ui/form.tsx'])
    const filter = all.find(({ path }) => path === 'ui/filter-bar.tsx')?.text ?? ''
    expect(filter).toMatch(/<form\s+method="get"/)
    expect(all.find(({ path }) => path === 'ui/form.tsx')?.text).toContain('name={VIEWER_FIELD}')
  })

  it('is made by no script, but for one that names the user too', () => {
    expect(matching(/createElement\(\s*['"]form['"]/)).toEqual(['ui/choose-language.ts'])
    expect(all.find(({ path }) => path === 'ui/choose-language.ts')?.text).toContain('[VIEWER_FIELD]: viewer')
  })

  it('is sent by a script as the fields of such a form', () => {
    const posting = all.filter((file) => inBrowser(file) && /method: 'POST', body/.test(file.text))
    expect(posting.map(({ path }) => path).toSorted()).toEqual(['features/avatar/post-picture.ts', 'ui/post-form.tsx'])
    expect(posting.filter(({ text }) => !/new FormData\((form|event\.currentTarget)\b/.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('is compared with the session, wherever a handler looks at one', () => {
    const handlers = all.filter(({ text }) => text.includes('answerForm(') && /\b(readSession|lookUpSession)\(/.test(text))
    const known = [...Object.keys(LOOKS_AT_THE_SESSION), 'auth/forms/member-form.server.ts']
    expect(handlers.map(({ path }) => path).toSorted()).toEqual(known.toSorted())
  })
})

describe('every guard of a server function', () => {
  it('refuses a call from the page of another user [ASVS 8.3.1]', () => {
    const made = all.flatMap(({ path, text }) =>
      [...text.matchAll(/createMiddleware\(\{ type: 'function' \}\)\s*(\.\w+\([^)]{0,20})/g)].map(([, next]) => `${path} ${next}`),
    )
    const guards = made.filter((line) => !/^auth\/guards\/(map-errors|same-viewer)\.ts /.test(line))
    expect(guards.length).toBeGreaterThan(3)
    expect(guards.filter((line) => !line.endsWith('.middleware([sameViewer]'))).toEqual([])
  })
})
