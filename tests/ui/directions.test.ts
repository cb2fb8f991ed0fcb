import { expect, it } from 'vitest'
import { sources } from '../support/sources.ts'

/** Tailwind's names for the left and the right, which stay where they are when the page is read from the right. */
const PHYSICAL =
  /(?<=['"`\s:!-])-?(?:m[lr]|p[lr]|left(?=-)|right(?=-)|text-left|text-right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|float-left|float-right|space-x)(?:-[\w[\]./]+)?(?=['"`\s!])/g

it('no part says left or right where a page in Arabic needs start or end', () => {
  const found = sources()
    .filter(({ path }) => path.endsWith('.tsx') && !path.startsWith('platform/email/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/className[^\n]*|['"`][^'"`\n]*['"`]/g)].flatMap(([line]) =>
        (line.match(PHYSICAL) ?? []).map((name) => `${path}: ${name}`),
      ),
    )
  expect([...new Set(found)]).toEqual([])
})
