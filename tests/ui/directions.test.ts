import { expect, it } from 'vitest'
import { sources } from '../support/sources.ts'

/** Tailwind's names for the left and the right, which stay where they are when the page is read from the right, and what does not. */
const LOGICAL: Record<string, string> = {
  ml: 'ms',
  mr: 'me',
  pl: 'ps',
  pr: 'pe',
  left: 'start',
  right: 'end',
  'text-left': 'text-start',
  'text-right': 'text-end',
  'border-l': 'border-s',
  'border-r': 'border-e',
  'rounded-l': 'rounded-s',
  'rounded-r': 'rounded-e',
  'rounded-tl': 'rounded-ss',
  'rounded-tr': 'rounded-se',
  'rounded-bl': 'rounded-es',
  'rounded-br': 'rounded-ee',
  'float-left': 'float-start',
  'float-right': 'float-end',
  'space-x': 'gap-x',
}
/** Alone, `left` and `right` are words. */
const names = Object.keys(LOGICAL).map((name) => (/^(left|right)$/.test(name) ? `${name}(?=-)` : name))
const PHYSICAL = new RegExp(String.raw`(?<=['"\`\s:!-])(-?)(${names.join('|')})((?:-[\w[\]./]+)?)(?=['"\`\s!])`, 'g')

function physicalIn(text: string): string[] {
  const texts = [...text.matchAll(/className[^\n]*|['"`][^'"`\n]*['"`]/g)].map(([line]) => line)
  const found = texts.flatMap((line) => [...line.matchAll(PHYSICAL)])
  return [...new Set(found.map(([whole, sign, name = '', size]) => `${whole}: write ${sign}${LOGICAL[name]}${size}`))]
}

it('no part says left or right where a page in Arabic needs start or end', () => {
  const parts = sources().filter(({ path }) => path.endsWith('.tsx') && !path.startsWith('platform/email/'))
  expect(parts.flatMap(({ path, text }) => physicalIn(text).map((found) => `src/${path}: ${found}`))).toEqual([])
})

it('a finding names the class to write', () => {
  expect(physicalIn(`<p className="ml-2 -left-1/2 sm:text-right rounded-tl ms-2 text-start" title="left alone" />`)).toEqual([
    'ml-2: write ms-2',
    '-left-1/2: write -start-1/2',
    'text-right: write text-end',
    'rounded-tl: write rounded-ss',
  ])
})
